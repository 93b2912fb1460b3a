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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said when predictions become worse for good while the home stays as it is, and its models are replaced by the schedule. */
class LiveHomeDriftTest {

    private static final int LIVE = 5;
    private static final int MISLED = 28;
    private static final int END = 34;

    private final List<Announcement> told = new ArrayList<>();
    private final LiveHome home = new LiveHome(HOME, "test", Duration.ofMinutes(5), told::add);

    private static HomeHistory history(List<SensorEvent> events) {
        LiveHome other = new LiveHome(HOME, "test", Duration.ofMinutes(5), announcement -> { });
        other.recall(events);
        return other.history();
    }

    private List<Drift> drifts() {
        return told.stream().filter(Drift.class::isInstance).map(Drift.class::cast).toList();
    }

    /** Lives on till that day with models of what is really known, or, from a day on, of a life that is led six hours later. */
    private void live(int misled, int until) {
        Instant learned = at(LIVE, 0, 0);
        for (int day = LIVE; day < until; day++) {
            if (!at(day, 0, 0).isBefore(RetrainingSchedule.standard().next(home.began().orElseThrow(), learned))) {
                learned = at(day, 0, 0);
                HomeHistory known = day < misled ? home.history() : history(days(0, day, 6));
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

        live(MISLED, END);

        assertThat(drifts()).isNotEmpty().allSatisfy(drift -> {
            assertThat(drift.types()).containsExactly(Drift.Type.CONCEPT_DRIFT);
            assertThat(drift.at()).isBetween(at(MISLED + 2, 0, 0), at(END, 0, 0));
        });
    }

    @Test
    void newModelsAloneAreNone() {
        home.recall(days(0, LIVE));
        home.goLive(at(LIVE, 0, 0));

        live(END, END);

        assertThat(drifts()).isEmpty();
    }
}
