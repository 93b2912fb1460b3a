package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BED;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nights in which the clock on the wall is changed, in a home whose people live by it. */
class LiveHomeSummertimeTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    private static final Home HOME =
            new Home(ZONE, Routine.HOME.rooms(), Routine.HOME.sensors(), Home.DEFAULT_HOLD_OFF, Map.of());
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int WEEKS_BEFORE = 3;

    private final List<Announcement> told = new ArrayList<>();
    private final LiveHome home = new LiveHome(HOME, "test", INTERVAL, told::add);

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "2026-10-25"})
    void theMorningIsExpectedByTheClockOnTheWallAndTheNightHasNoGap(LocalDate sunday) {
        Instant evening = at(sunday.minusDays(1), 23, 0);
        sunday.minusWeeks(WEEKS_BEFORE).datesUntil(sunday).forEach(date -> home.recall(events(date)));
        home.goLive(evening);
        home.adopt(HomeModel.learn(home.history(), evening, "v1", (done, total) -> { }));
        told.clear();

        for (Instant now = evening; !now.isAfter(at(sunday, 6, 30)); now = now.plusSeconds(60)) {
            home.advance(now);
        }

        List<Prediction> kitchen = kitchen();
        assertThat(kitchen).allSatisfy(prediction -> assertThat(prediction.predictedTime()).isAfter(prediction.madeAt()));
        Instant before = evening;
        for (Prediction prediction : kitchen) {
            assertThat(Duration.between(before, prediction.madeAt())).isBetween(Duration.ZERO, INTERVAL);
            before = prediction.madeAt();
        }
        assertThat(before).isEqualTo(at(sunday, 6, 30));
        assertThat(kitchen.get(kitchen.size() - 1).predictedTime()).isBetween(at(sunday, 6, 50), at(sunday, 7, 25));

        told.clear();
        events(sunday).forEach(event -> {
            home.advance(event.at().minusMillis(1));
            home.accept(List.of(event), event.at());
        });
        assertThat(told.stream().filter(StateChange.class::isInstance).map(StateChange.class::cast)
                .filter(change -> change.room().id().equals(KITCHEN)).map(StateChange::current))
                .containsExactly(Occupancy.OCCUPIED, Occupancy.VACANT, Occupancy.OCCUPIED, Occupancy.VACANT);
    }

    private List<Prediction> kitchen() {
        return told.stream().filter(Prediction.class::isInstance).map(Prediction.class::cast)
                .filter(prediction -> prediction.room().id().equals(KITCHEN)).toList();
    }

    private static List<SensorEvent> events(LocalDate date) {
        int late = new Random(date.toEpochDay()).nextInt(10);
        return List.of(says(BED, at(date, 7, late), SensorState.OFF), says(KITCHEN_MOTION, at(date, 7, late + 2), SensorState.ON),
                says(KITCHEN_MOTION, at(date, 7, late + 50), SensorState.OFF), says(KITCHEN_MOTION, at(date, 18, late), SensorState.ON),
                says(KITCHEN_MOTION, at(date, 18, late + 49), SensorState.OFF), says(BED, at(date, 20, 30 + late), SensorState.ON));
    }

    private static Instant at(LocalDate date, int hour, int minute) {
        return date.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }
}
