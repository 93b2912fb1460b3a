package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BED;
import static io.roomcast.tracking.embedded.Routine.BEDROOM;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorLimits;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.RoomHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomeTrackerTest {

    /** In the night the bed cannot be heard for twenty minutes. */
    private static final List<SensorEvent> NIGHT = List.of(says(BED, at(3, 2, 0), SensorState.UNAVAILABLE),
            says(BED, at(3, 2, 20), SensorState.ON), says(BED, at(3, 7, 0), SensorState.OFF));

    private final List<Instant> askedAfterTransitions = new ArrayList<>();
    private final List<Occupancy> became = new ArrayList<>();
    private final HomeTracker tracker = new HomeTracker(HOME, SensorLimits.standard(), new Follower());

    @Test
    void aBedThatCannotBeHeardForAWhileHasNotBeenLeft() {
        days(0, 3).forEach(tracker::recall);
        tracker.resume(at(3, 0, 0));
        became.clear();

        NIGHT.forEach(tracker::accept);
        tracker.advance(at(3, 8, 0));

        assertThat(became).containsExactly(Occupancy.UNKNOWN, Occupancy.OCCUPIED, Occupancy.VACANT);
        assertThat(askedAfterTransitions).containsExactly(at(3, 7, 5));
        assertThat(lastNight()).isGreaterThan(9 * 60.0);
        assertThat(bedroom().isKnownAt(minute(at(3, 2, 10)))).isFalse();
    }

    @Test
    void thatIsKnownAfterARestartToo() {
        days(0, 3).forEach(tracker::recall);
        NIGHT.forEach(tracker::recall);
        tracker.resume(at(3, 8, 0));

        assertThat(lastNight()).isGreaterThan(9 * 60.0);
        assertThat(bedroom().isKnownAt(minute(at(3, 2, 4)))).isTrue();
        assertThat(bedroom().isKnownAt(minute(at(3, 2, 6)))).isFalse();
        assertThat(bedroom().isKnownAt(minute(at(3, 2, 21)))).isTrue();
    }

    @Test
    void aBedThatIsFoundEmptyWasLeftAtAMomentThatNobodyKnows() {
        days(0, 3).forEach(tracker::recall);
        tracker.resume(at(3, 0, 0));

        tracker.accept(NIGHT.get(0));
        tracker.accept(says(BED, at(3, 2, 20), SensorState.OFF));
        tracker.advance(at(3, 8, 0));

        assertThat(askedAfterTransitions).isEmpty();
        assertThat(bedroom().occupiedAt(minute(at(3, 2, 30)))).isFalse();
        assertThat(bedroom().isSeen(bedroom().transitionCount() - 1)).isFalse();
    }

    private RoomHistory bedroom() {
        return tracker.history().room(tracker.history().place(BEDROOM));
    }

    /** For how many minutes somebody was in bed last. */
    private double lastNight() {
        int last = bedroom().transitionCount() - 1;
        return bedroom().transition(last) - bedroom().transition(last - 1);
    }

    private static double minute(Instant moment) {
        return moment.toEpochMilli() / 60_000.0;
    }

    private final class Follower implements HomeTrackerListener {

        @Override
        public void quarter(Instant at) {
            // Nothing is to be done then.
        }

        @Override
        public void asked(Forecast forecast, Occasion occasion) {
            if (occasion == Occasion.AFTER_TRANSITION) {
                askedAfterTransitions.add(forecast.madeAt());
            }
        }

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            if (room.equals(BEDROOM)) {
                became.add(now);
            }
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            // What becomes of rooms is looked at.
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            // What becomes of rooms is looked at.
        }
    }
}
