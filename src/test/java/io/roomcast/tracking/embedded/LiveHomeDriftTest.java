package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.drift.DriftMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is said of changes over weeks in which models are replaced by the schedule, and the server is not always there. Predictions become
 * worse for good while the home stays as it is.
 */
class LiveHomeDriftTest {

    private static final int LIVE = 14;
    private static final int MISLED = 27;
    private static final int END = 33;

    private final List<Announcement> told = new ArrayList<>();
    private final LiveHome home = new LiveHome(HOME, "test", Duration.ofMinutes(5), told::add);

    private Optional<DriftMemory> kept = Optional.empty();

    private static HomeHistory history(List<SensorEvent> events) {
        LiveHome other = new LiveHome(HOME, "test", Duration.ofMinutes(5), announcement -> { });
        other.recall(events);
        return other.history();
    }

    private List<Drift> drifts() {
        return told.stream().filter(Drift.class::isInstance).map(Drift.class::cast).toList();
    }

    /** Lives on with models of what is really known, or, from a day on, of a life that is led six hours later. */
    private void live() {
        Instant learned = at(LIVE, 0, 0);
        for (int day = LIVE; day < END; day++) {
            if (!at(day, 0, 0).isBefore(RetrainingSchedule.standard().next(home.began().orElseThrow(), learned))) {
                learned = at(day, 0, 0);
                HomeHistory known = day < MISLED ? home.history() : history(days(0, day, 6));
                home.adopt(HomeModel.learn(known, learned, "v" + day, (done, total) -> { }));
            }
            for (SensorEvent event : days(day, day + 1)) {
                home.accept(List.of(event), event.at());
            }
            home.advance(at(day + 1, 0, 5));
        }
    }

    @Test
    void predictionsThatBecomeWorseForGoodAreAConceptDriftThoughModelsAreReplaced() {
        home.recall(days(0, LIVE));
        home.goLive(at(LIVE, 0, 0));

        live();

        assertThat(drifts()).isNotEmpty().allSatisfy(drift -> {
            assertThat(drift.types()).containsExactly(Drift.Type.CONCEPT_DRIFT);
            assertThat(drift.at()).isBetween(at(MISLED + 2, 0, 0), at(END, 0, 0));
        });
    }

    /** The routine moves by four hours on the twentieth day. */
    private static List<SensorEvent> moved(Instant from, Instant until) {
        List<SensorEvent> events = new ArrayList<>(days(0, 20));
        events.addAll(days(20, 30, 4));
        return events.stream().filter(event -> !event.at().isBefore(from) && event.at().isBefore(until)).toList();
    }

    private Set<RetrainingReason> start(Optional<DriftMemory> memory, Instant now) {
        LiveHome next = new LiveHome(HOME, "test", Duration.ofMinutes(5), told::add);
        memory.ifPresent(next::restore);
        next.recall(moved(Instant.MIN, now));
        Set<RetrainingReason> reasons = next.goLive(now);
        kept = next.driftMemory();
        return reasons;
    }

    @Test
    void whatIsNoticedAtAMidnightAtWhichTheServerIsOffIsToldOnceItIsStarted() {
        start(Optional.empty(), at(20, 0, 0));
        Optional<DriftMemory> before = kept;
        assertThat(start(before, at(30, 7, 30))).contains(RetrainingReason.DRIFT);
        Instant found = drifts().get(0).at();
        assertThat(drifts()).extracting(Drift::at).containsOnly(found);
        List<Drift> expected = drifts();
        told.clear();

        start(before, found.minusSeconds(3600));
        assertThat(drifts()).isEmpty();
        Set<RetrainingReason> reasons = start(kept, found.plusSeconds(3600));

        assertThat(drifts()).usingRecursiveFieldByFieldElementComparator().isEqualTo(expected);
        assertThat(reasons).contains(RetrainingReason.DRIFT);
        told.clear();
        assertThat(start(kept, found.plusSeconds(7200))).isEmpty();
        assertThat(drifts()).isEmpty();
    }

    @Test
    void whatWasNoticedBeforeTheClockWasSetBackIsNotToldAgain() {
        start(Optional.empty(), at(30, 7, 30));

        start(kept, at(28, 7, 30));

        assertThat(drifts()).isEmpty();
    }
}
