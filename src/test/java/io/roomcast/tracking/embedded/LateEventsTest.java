package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that delivers at least once, at times much later. In the kitchen somebody was at half past eleven, for three minutes. */
class LateEventsTest {

    private static final SensorEvent ON = says(KITCHEN_MOTION, at(3, 11, 30), SensorState.ON);
    private static final SensorEvent OFF = says(KITCHEN_MOTION, at(3, 11, 33), SensorState.OFF);
    private static final Instant NOW = at(3, 12, 40);

    private final List<Announcement> told = new ArrayList<>();
    private final LiveHome home = new LiveHome(HOME, "test", Duration.ofMinutes(5), told::add);

    @BeforeEach
    void passTheMorning() {
        home.recall(days(0, 3));
        home.goLive(at(3, 11, 0));
        home.accept(List.of(ON), ON.at());
        home.accept(List.of(OFF), OFF.at());
        pass(OFF.at(), NOW);
        told.clear();
    }

    private void pass(Instant from, Instant until) {
        for (Instant now = from; !now.isAfter(until); now = now.plusSeconds(5)) {
            home.advance(now);
        }
    }

    private List<StateChange> changes() {
        return told.stream().filter(StateChange.class::isInstance).map(StateChange.class::cast).toList();
    }

    @Test
    void whatWasHeardBeforeBringsNobodyInWhenItComesAgain() {
        home.accept(List.of(ON), NOW);
        home.accept(List.of(ON, OFF), NOW.plusSeconds(1));
        home.accept(List.of(OFF, ON), NOW.plusSeconds(2));
        pass(NOW.plusSeconds(5), NOW.plusSeconds(600));
        home.accept(List.of(ON), NOW.plusSeconds(600));
        pass(NOW.plusSeconds(605), NOW.plusSeconds(1_200));

        assertThat(changes()).isEmpty();
    }

    @Test
    void ofWhatComesLateAndInDisorderTheLatestCounts() {
        home.accept(List.of(says(KITCHEN_MOTION, at(3, 12, 1), SensorState.OFF), says(KITCHEN_MOTION, at(3, 12, 0), SensorState.ON)), NOW);
        pass(NOW.plusSeconds(5), NOW.plusSeconds(600));

        assertThat(changes()).isEmpty();
    }

    @Test
    void whatComesByTheSameClockThatWasSetBackIsNotLate() {
        Instant before = OFF.at().minus(Duration.ofMinutes(20));

        home.accept(List.of(says(KITCHEN_MOTION, before, SensorState.ON)), before);
        home.accept(List.of(says(KITCHEN_MOTION, before.plusSeconds(2), SensorState.OFF)), before.plusSeconds(2));
        pass(before.plusSeconds(3), before.plusSeconds(400));

        assertThat(changes()).extracting(StateChange::current).containsExactly(Occupancy.OCCUPIED, Occupancy.VACANT);
        Instant empty = before.plusSeconds(2).plus(Home.DEFAULT_HOLD_OFF);
        assertThat(changes().get(1).at()).isBetween(empty, empty.plusSeconds(5));
    }
}
