package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BED;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.Experience;
import io.roomcast.prediction.HomeModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is learned of forecasts in a home whose server is started again and again: the same as if it had not been. */
class ResumedExperienceTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant START = at(10, 1, 0);
    private static final Instant END = at(11, 6, 0);
    private static final List<SensorEvent> EVENTS = days(0, 11);

    private static HomeModel model;

    @BeforeAll
    static void learn() {
        model = HomeModel.learn(started(START, EVENTS).history(), START, "v1", (done, total) -> { });
    }

    /** Without experience, and not live yet. */
    private static LiveHome started(Instant moment, List<SensorEvent> events) {
        LiveHome home = new LiveHome(HOME, "test", STEP, announcement -> { });
        home.recall(events.stream().filter(event -> !event.at().isAfter(moment)).toList());
        if (model != null) {
            home.adopt(model);
        }
        return home;
    }

    private static LiveHome restarted(HomeExperience kept, Instant moment) {
        LiveHome home = started(moment, EVENTS);
        home.restore(kept);
        home.goLive(moment);
        return home;
    }

    private static void live(LiveHome home, Instant from, Instant until) {
        for (Instant now = from; !now.isAfter(until); now = now.plus(STEP)) {
            Instant before = now.minus(STEP);
            Instant moment = now;
            EVENTS.stream().filter(event -> event.at().isAfter(before) && !event.at().isAfter(moment) && event.at().isAfter(from))
                    .forEach(event -> home.accept(List.of(event), event.at()));
            home.advance(now);
        }
    }

    private static LiveHome uninterrupted(Instant until) {
        LiveHome home = started(START, EVENTS);
        home.goLive(START);
        live(home, START, until);
        return home;
    }

    @Test
    void aRestartLosesNoOpenQuestion() {
        Instant stopped = at(10, 5, 2);
        LiveHome home = restarted(uninterrupted(stopped).experience(), stopped);

        live(home, stopped.plusSeconds(180), END);

        assertThat(home.experience()).usingRecursiveComparison().isEqualTo(uninterrupted(END).experience());
    }

    @Test
    void norIsAnythingLearnedTwiceHoweverOftenItIsStarted() {
        Instant stopped = at(10, 2, 2);
        HomeExperience kept = uninterrupted(stopped).experience();
        for (int start = 0; start < 4; start++) {
            LiveHome home = restarted(kept, stopped);
            live(home, stopped.plusSeconds(180), stopped.plusSeconds(3_600));
            stopped = stopped.plusSeconds(3_600);
            kept = home.experience();
        }

        assertThat(kept).usingRecursiveComparison().isEqualTo(uninterrupted(stopped).experience());
    }

    @Test
    void whatCameWhileTheServerWasDownIsLearned() {
        Instant stopped = at(10, 6, 2);
        int open = open(uninterrupted(stopped).experience());

        LiveHome home = restarted(uninterrupted(stopped).experience(), at(10, 7, 20));
        assertThat(open(home.experience())).as("when it is up").isEqualTo(open);
        home.advance(at(10, 7, 30));

        assertThat(open(home.experience())).as("the kitchen has been entered and the bed been left").isEqualTo(2);
    }

    @Test
    void whatNobodyCouldSeeIsNotLearned() {
        Instant stopped = at(10, 6, 2);
        HomeExperience kept = uninterrupted(stopped).experience();
        LiveHome home = started(stopped, EVENTS);
        home.recall(List.of(says(BED, stopped, SensorState.UNAVAILABLE), says(BED, at(10, 7, 0), SensorState.OFF)));
        home.restore(kept);
        home.goLive(at(10, 7, 1));

        live(home, at(10, 7, 1), at(10, 7, 30));

        Experience bedroom = home.experience().experience().get(1);
        assertThat(bedroom).usingRecursiveComparison().ignoringFields("settled", "open", "occupancyTrust")
                .isEqualTo(kept.experience().get(1));
    }

    @Test
    void whatWasOpenByAClockThatWasAheadIsNotAskedAgain() {
        HomeExperience kept = uninterrupted(at(10, 6, 0)).experience();

        LiveHome home = restarted(kept, at(10, 5, 0));

        assertThat(open(home.experience())).isZero();
    }

    private static int open(HomeExperience experience) {
        return experience.experience().stream().mapToInt(room -> room.open().length).sum();
    }
}
