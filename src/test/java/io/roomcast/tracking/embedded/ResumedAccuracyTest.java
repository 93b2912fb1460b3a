package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BED;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.scoring.Figures;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import io.roomcast.tracking.accuracy.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of questions that were open when a server stopped. Somebody enters the kitchen at about six o'clock each evening. */
class ResumedAccuracyTest {

    private static final Instant STOPPED = at(10, 17, 0);
    private static final List<SensorEvent> PAST = days(0, 10);
    private static final List<SensorEvent> UNTIL_STOPPED = until(STOPPED);
    private static final Instant ENTERED = entered();

    private static List<SensorEvent> until(Instant moment) {
        return days(0, 11).stream().filter(event -> event.at().isBefore(moment)).toList();
    }

    private static Instant entered() {
        return days(0, 11).stream().map(SensorEvent::at).filter(STOPPED::isBefore).findFirst().orElseThrow();
    }

    private final LiveHome home = new LiveHome(HOME, "test", Duration.ofMinutes(5), announcement -> { });

    /** At half past four it was said that the kitchen would be entered at six, and that was right. */
    private static AccuracyMemory kept() {
        AccuracyTracker tracker = new AccuracyTracker(HOME);
        tracker.changed(KITCHEN, at(10, 8, 5), false);
        tracker.asked(KITCHEN, new Answer(at(10, 16, 30), 90, 0.5, 90, List.of(0.1, 0.1, 0.2, 0.8)));
        tracker.passTo(STOPPED);
        return tracker.memory();
    }

    private RoomFigures kitchen() {
        return home.figures().stream().filter(figures -> figures.room().id().equals(KITCHEN)).findFirst().orElseThrow();
    }

    private long asked() {
        return kitchen().onTheClock().figures().questions();
    }

    @Test
    void whatReallyHappenedDecides() {
        home.restore(kept());
        home.recall(days(0, 11).stream().filter(event -> !event.at().isAfter(ENTERED)).toList());
        home.goLive(ENTERED.plusSeconds(60));

        assertThat(asked()).isOne();
        assertThat(kitchen().onTheClock().figures().within15()).isEqualTo(1);
        assertThat(kitchen().onTheClock().figures().horizons()).extracting(Figures.AtHorizon::questions).containsExactly(1L, 1L, 1L, 0L);
        assertThat(kitchen().unscored()).isZero();
    }

    @Test
    void nothingIsScoredTwiceHoweverOftenItIsStopped() {
        AccuracyMemory memory = kept();
        for (int start = 0; start < 3; start++) {
            LiveHome next = new LiveHome(HOME, "test", Duration.ofMinutes(5), announcement -> { });
            next.restore(memory);
            next.recall(days(0, 11).stream().filter(event -> !event.at().isAfter(ENTERED)).toList());
            next.goLive(ENTERED.plusSeconds(60));
            memory = next.accuracyMemory();
        }
        home.restore(memory);

        assertThat(asked()).isOne();
    }

    @Test
    void whatHappenedBeforeItWasKeptIsNotToldAgain() {
        home.restore(kept());
        home.recall(UNTIL_STOPPED);
        home.goLive(STOPPED);

        assertThat(asked()).isZero();
        assertThat(kitchen().unscored()).isZero();
    }

    @Test
    void whatNobodyWatchedIsNotScored() {
        home.restore(kept());
        home.recall(UNTIL_STOPPED);
        home.goLive(STOPPED.plus(Resumption.LONGEST_SILENCE).plusSeconds(1));

        assertThat(asked()).isZero();
        assertThat(kitchen().unscored()).isOne();
    }

    @Test
    void norWhenTheHomeWasHeardAgainAfterALongTime() {
        home.restore(kept());
        home.recall(UNTIL_STOPPED);
        Instant later = at(12, 9, 0);
        home.recall(List.of(says(KITCHEN_MOTION, later, SensorState.ON), says(KITCHEN_MOTION, later.plusSeconds(60), SensorState.OFF)));
        home.goLive(later.plusSeconds(600));

        assertThat(asked()).isZero();
        assertThat(kitchen().unscored()).isOne();
        home.advance(later.plus(Duration.ofHours(24)));
        assertThat(asked()).as("of the two days of which nothing is known").isLessThanOrEqualTo(24 * 4);
    }

    @Test
    void norWhenTheSensorCouldNotBeHeard() {
        home.restore(kept());
        home.recall(UNTIL_STOPPED);
        home.recall(List.of(says(KITCHEN_MOTION, STOPPED.plusSeconds(60), SensorState.UNAVAILABLE)));
        home.goLive(STOPPED.plusSeconds(3600));

        assertThat(asked()).isZero();
        assertThat(kitchen().unscored()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void ofAClockThatWasSetBackByLittleTheOpenQuestionsAreNotScored() {
        home.restore(kept());
        home.recall(UNTIL_STOPPED);
        home.goLive(STOPPED.minusSeconds(1800));

        assertThat(asked()).isZero();
        assertThat(kitchen().unscored()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void whatWasScoredAtATimeThatIsStillToComeIsForgotten() {
        home.restore(kept());
        home.recall(PAST);
        home.goLive(STOPPED.minusSeconds(3 * 3600));

        assertThat(asked()).isZero();
        assertThat(kitchen().unscored()).isZero();
        home.advance(STOPPED.plusSeconds(5 * 3600));
        assertThat(kitchen().unscored()).isZero();
    }

    /** A report of the kitchen was made, and more has come about since. */
    private static AccuracyMemory reported() {
        AccuracyTracker tracker = new AccuracyTracker(HOME);
        tracker.changed(KITCHEN, at(10, 8, 5), false);
        tracker.asked(KITCHEN, new Answer(at(10, 16, 30), 30, 0.5, 30, List.of(0.1, 0.1, 0.2, 0.8)));
        tracker.asked(KITCHEN, new Answer(at(10, 16, 45), 75, 0.5, 75, List.of(0.1, 0.1, 0.2, 0.8)));
        tracker.takeReports(AccuracyTracker.DAY, at(10, 17, 20));
        tracker.changed(KITCHEN, at(10, 18, 0), true);
        return tracker.memory();
    }

    /** Which rooms' accuracy is told in a home with these sensors that goes on from there. */
    private static Set<RoomId> told(List<Sensor> sensors) {
        Set<RoomId> told = new TreeSet<>();
        LiveHome next = new LiveHome(new Home(HOME.zone(), HOME.rooms(), sensors, HOME.holdOff(), HOME.holdOffs()), "test",
                Duration.ofMinutes(5), announcement -> {
                    if (announcement instanceof AccuracyReport report) {
                        told.add(report.room().id());
                    }
                });
        next.restore(reported());
        Set<String> ids = sensors.stream().map(Sensor::entityId).collect(Collectors.toSet());
        next.recall(PAST.stream().filter(event -> ids.contains(event.entityId())).toList());
        next.goLive(at(10, 18, 5));
        told.addAll(next.accuracy().keySet());
        return told;
    }

    @Test
    void ofARoomThatHasLostItsSensorsNothingIsReported() {
        assertThat(told(HOME.sensors())).contains(KITCHEN);

        assertThat(told(List.of(BED))).doesNotContain(KITCHEN);
    }

    @Test
    void whatIsNotReportedIsNotForgotten() {
        LiveHome bare = new LiveHome(new Home(HOME.zone(), HOME.rooms(), List.of(BED), HOME.holdOff(), HOME.holdOffs()), "test",
                Duration.ofMinutes(5), announcement -> { });
        bare.restore(reported());
        bare.goLive(at(10, 18, 5));

        home.restore(bare.accuracyMemory());
        home.goLive(at(10, 18, 10));

        assertThat(home.accuracy()).containsKey(KITCHEN);
        assertThat(kitchen().onTheClock().figures().questions()).isEqualTo(2);
    }
}
