package io.roomcast.source;

import static io.roomcast.tracking.embedded.Routine.BEDROOM;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.Minutes;
import io.roomcast.source.EmbeddedTracking.Platform;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.TrainingProgress;
import io.roomcast.tracking.TrainingRequest;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import io.roomcast.tracking.drift.DriftMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedTrackingTest {

    /** The timer's first moment, on the tenth day of the routine. */
    private final ManualTimer timer = new ManualTimer();
    private final MemoryEvents events = new MemoryEvents();
    private final MemoryModels models = new MemoryModels();
    private final List<Announcement> told = new ArrayList<>();
    private final List<ComponentReport> reports = new ArrayList<>();
    private final ScriptedSource source = new ScriptedSource(timer);
    private EmbeddedTracking tracking;

    @BeforeEach
    void make() {
        tracking = new EmbeddedTracking(source, Duration.ofMinutes(5), events, models,
                new Platform(timer, timer, new RecordedMetrics()), told::add, reports::add);
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    private <T extends Announcement> List<T> take(Class<T> type) {
        List<T> found = told.stream().filter(type::isInstance).map(type::cast).toList();
        told.removeAll(found);
        return found;
    }

    private static List<SensorEvent> past() {
        return days(0, 10);
    }

    @Test
    void atTheFirstStartThePastIsStoredAndLearnedAndThenThePresentIsTold() {
        tracking.start();
        assertThat(source.since).hasValue(Optional.empty());

        source.sink.accept(past());
        assertThat(told).isEmpty();
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(5));

        assertThat(events.events()).isEqualTo(past());
        assertThat(take(StateChange.class)).hasSize(2);
        assertThat(take(Prediction.class)).extracting(Prediction::modelVersion).startsWith(Forecast.UNTRAINED, Forecast.UNTRAINED);
        assertThat(take(TrainingProgress.class)).isNotEmpty().last().satisfies(progress -> {
            assertThat(progress.phase()).isEqualTo("training");
            assertThat(progress.percent()).isEqualTo(100);
        });
        assertThat(take(Alert.class)).extracting(Alert::type)
                .containsExactly(Alert.Type.RETRAINING_STARTED, Alert.Type.RETRAINING_COMPLETED);
        assertThat(models.model()).isPresent();
        assertThat(reports).singleElement().satisfies(report -> assertThat(report.detail()).contains("scripted"));

        timer.pass(Duration.ofMinutes(5));
        assertThat(take(Prediction.class)).isNotEmpty()
                .allSatisfy(prediction -> assertThat(prediction.modelVersion()).isEqualTo(models.model().orElseThrow().version()));
    }

    @Test
    void itIsAtWorkFromWhenItFollowsTheHomeToItsEnd() {
        tracking.start();
        source.sink.accept(past());
        assertThat(tracking.isAtWork()).isFalse();

        source.sink.caughtUp();
        assertThat(tracking.isAtWork()).isTrue();

        tracking.close();
        assertThat(tracking.isAtWork()).isFalse();
    }

    @Test
    void oneThatCannotStartIsNotAtWork() {
        source.broken = true;

        tracking.start();

        assertThat(tracking.isAtWork()).isFalse();
        assertThat(reports).singleElement().extracting(ComponentReport::state).isEqualTo(ComponentState.DOWN);
    }

    @Test
    void whatHappensIsToldAtOnceAndStoredSoonAfter() {
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(6));
        told.clear();

        SensorEvent event = says(KITCHEN_MOTION, timer.instant(), SensorState.ON);
        source.sink.accept(List.of(event));

        assertThat(take(StateChange.class)).singleElement().extracting(StateChange::current).isEqualTo(Occupancy.OCCUPIED);
        assertThat(take(Prediction.class)).hasSize(1);
        assertThat(events.events()).doesNotContain(event);
        timer.pass(Duration.ofSeconds(5));
        assertThat(events.events()).contains(event);
    }

    @Test
    void anEventOfAFastClockIsOfNow() {
        tracking.start();
        source.sink.caughtUp();
        told.clear();

        source.sink.accept(List.of(says(KITCHEN_MOTION, timer.instant().plusSeconds(500), SensorState.ON)));

        assertThat(take(StateChange.class)).singleElement().extracting(StateChange::at).isEqualTo(timer.instant());
    }

    @Test
    void aClockThatWasAMonthAheadLeavesNothingBehind() {
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        timer.jump(Duration.ofDays(30));
        source.sink.accept(List.of(says(KITCHEN_MOTION, timer.instant(), SensorState.ON)));
        timer.pass(Duration.ofSeconds(10));
        timer.jump(Duration.ofDays(-30));
        told.clear();

        timer.pass(Duration.ofSeconds(5));
        assertThat(take(StateChange.class)).extracting(change -> change.room().id(), StateChange::current)
                .containsExactly(tuple(KITCHEN, Occupancy.VACANT), tuple(BEDROOM, Occupancy.OCCUPIED));
        timer.pass(Duration.ofMinutes(210));

        assertThat(take(Prediction.class)).filteredOn(prediction -> prediction.room().id().equals(KITCHEN)).last().satisfies(prediction -> {
            assertThat(prediction.madeAt()).isBetween(at(10, 17, 54), at(10, 18, 1));
            assertThat(prediction.predictedTime()).isBetween(at(10, 17, 55), at(10, 18, 30));
        });
        assertThat(models.model().orElseThrow().until()).isLessThan(Minutes.of(timer.instant()));

        tracking.close();
        make();
        tracking.start();
        assertThat(source.since).hasValue(Optional.of(past().get(past().size() - 1).at()));
    }

    @Test
    void aRestartGoesOnWithStoredEventsAndTheKeptModel() {
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(6));
        tracking.close();
        assertThat(source.closed).isTrue();
        assertThat(models.experience()).isPresent();
        String version = models.model().orElseThrow().version();
        told.clear();
        timer.pass(Duration.ofMinutes(1));
        assertThat(told).isEmpty();

        events.append(List.of(new SensorEvent("binary_sensor.of_another_home", timer.instant(), SensorState.ON)));
        make();
        tracking.start();
        assertThat(source.since).hasValue(Optional.of(past().get(past().size() - 1).at()));
        source.sink.caughtUp();

        assertThat(take(Prediction.class)).hasSize(2).extracting(Prediction::modelVersion).containsOnly(version);
        assertThat(take(Alert.class)).isEmpty();
    }

    /** How many predictions of the last week were scored, in all rooms and of all kinds. */
    private long scored() {
        return tracking.figures().stream().filter(figures -> figures.windowHours() == AccuracyTracker.WEEK.toHours())
                .mapToLong(figures -> figures.onTheClock().figures().questions() + figures.afterTransition().figures().questions()
                        + figures.between())
                .sum();
    }

    @Test
    void whatCameOfPredictionsIsKnownAfterARestart() {
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        timer.pass(Duration.ofHours(30));
        tracking.close();
        List<RoomFigures> before = tracking.figures();
        SortedMap<RoomId, Double> accuracy = tracking.accuracy();
        assertThat(scored()).isPositive();

        make();
        tracking.start();
        source.sink.caughtUp();

        assertThat(tracking.figures()).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class)
                .ignoringFields("unscored").isEqualTo(before);
        assertThat(tracking.figures()).extracting(RoomFigures::unscored).as("once more it was asked about the bed, which is stuck")
                .containsExactly(0L, before.get(1).unscored() + 1, 0L, before.get(1).unscored() + 1);
        assertThat(accuracy).isNotEmpty();
        assertThat(tracking.accuracy()).isEqualTo(accuracy);
    }

    @Test
    void howTheHomeHasChangedSinceTheServerStoppedIsToldOnce() {
        List<SensorEvent> changed = new ArrayList<>(days(-15, 7));
        changed.addAll(days(7, 10, 4));
        models.keep(new DriftMemory(at(7, 12, 0).getEpochSecond(), List.of()));

        tracking.start();
        source.sink.accept(changed);
        source.sink.caughtUp();
        timer.pass(Duration.ofSeconds(6));
        List<Drift> drifts = take(Drift.class);
        tracking.close();
        make();
        tracking.start();
        source.sink.caughtUp();

        assertThat(drifts).isNotEmpty().allSatisfy(drift -> assertThat(drift.at()).isAfter(at(7, 12, 0)));
        assertThat(take(Drift.class)).isEmpty();
    }

    @Test
    void whatWasScoredByAClockThatWasAheadDoesNotCount() {
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        timer.jump(Duration.ofDays(20));
        timer.pass(Duration.ofHours(30));
        assertThat(scored()).isPositive();

        timer.jump(Duration.ofDays(-20));
        timer.pass(Duration.ofSeconds(5));

        assertThat(scored()).isZero();
        timer.pass(Duration.ofHours(30));
        long again = scored();
        assertThat(again).isPositive();
        tracking.close();
        make();
        tracking.start();
        assertThat(scored()).as("what was kept by the clock as it is").isEqualTo(again);
    }

    @Test
    void whileTheStoreIsAwayTheStartIsTriedAgain() {
        events.away(true);
        tracking.start();
        timer.pass(Duration.ofSeconds(4));
        assertThat(source.since).isEmpty();

        events.away(false);
        timer.pass(Duration.ofSeconds(10));

        assertThat(source.since).isPresent();
    }

    @Test
    void aModelCanBeAskedForAndIsNewerThanTheOneBefore() {
        assertThat(tracking.requestTraining()).isEqualTo(TrainingRequest.NOT_POSSIBLE);
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        String first = models.model().orElseThrow().version();
        timer.pass(Duration.ofMinutes(10));

        assertThat(tracking.requestTraining()).isEqualTo(TrainingRequest.STARTED);

        assertThat(models.model().orElseThrow().version()).isGreaterThan(first);
        assertThat(tracking.cancelTraining()).isFalse();
    }

    @Test
    void itIsTrainedAgainWhenADayHasGoneBy() {
        tracking.start();
        source.sink.accept(past());
        source.sink.caughtUp();
        String first = models.model().orElseThrow().version();

        timer.pass(Duration.ofHours(23));
        assertThat(models.model().orElseThrow().version()).isEqualTo(first);
        timer.pass(Duration.ofHours(2));

        assertThat(models.model().orElseThrow().version()).isGreaterThan(first);
    }
}
