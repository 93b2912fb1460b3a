package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveHomeAccuracyTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int LIVE = 20;
    private static final int UPSET = 32;
    private static final int CALM_AGAIN = 35;
    private static final int END = 41;

    private final List<Announcement> told = new ArrayList<>();
    private final LiveHome home = new LiveHome(HOME, "test", STEP, told::add);
    private final Set<RetrainingReason> reasons = EnumSet.noneOf(RetrainingReason.class);

    @Test
    void thatPredictionsBecameWorseIsToldAndThatTheyAreAsBeforeAlsoWhenModelsAreReplacedDaily() {
        home.recall(days(0, LIVE));
        home.goLive(at(LIVE, 0, 0));
        HomeModel model = HomeModel.learn(home.history(), at(LIVE, 0, 0), "v1", (done, total) -> { });

        for (int day = LIVE; day < END; day++) {
            home.adopt(model);
            live(day, day >= UPSET && day < CALM_AGAIN ? upset(day) : days(day, day + 1));
        }

        List<Alert> alerts = told.stream().filter(Alert.class::isInstance).map(Alert.class::cast)
                .filter(alert -> alert.roomId().filter(KITCHEN::equals).isPresent()).toList();
        assertThat(alerts).extracting(Alert::type).containsExactly(Alert.Type.ACCURACY_DEGRADATION, Alert.Type.ACCURACY_RECOVERED);
        assertThat(alerts.get(0).at()).isBetween(at(UPSET + 1, 0, 0), at(CALM_AGAIN, 0, 0));
        assertThat(alerts.get(1).at()).isBetween(at(CALM_AGAIN + 1, 0, 0), at(END, 0, 0));
        assertThat(reasons).contains(RetrainingReason.ACCURACY);
    }

    /** In the kitchen at any time. */
    private static List<SensorEvent> upset(int day) {
        Random random = new Random(day);
        List<SensorEvent> events = new ArrayList<>();
        Instant at = at(day, 0, 5);
        while (at.isBefore(at(day, 22, 0))) {
            events.add(says(KITCHEN_MOTION, at, SensorState.ON));
            at = at.plusSeconds(60L * (5 + random.nextInt(80)));
            events.add(says(KITCHEN_MOTION, at, SensorState.OFF));
            at = at.plusSeconds(60L * (20 + random.nextInt(80)));
        }
        return events;
    }

    private void live(int day, List<SensorEvent> events) {
        int next = 0;
        for (Instant now = at(day, 0, 0); now.isBefore(at(day + 1, 0, 0)); now = now.plus(STEP)) {
            while (next < events.size() && !events.get(next).at().isAfter(now)) {
                home.accept(List.of(events.get(next)), events.get(next).at());
                next++;
            }
            reasons.addAll(home.advance(now));
        }
    }
}
