package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.prediction.Forecast;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.TrainingProgress;
import io.roomcast.tracking.TrainingRequest;
import io.roomcast.tracking.embedded.LiveHome;
import io.roomcast.tracking.embedded.RetrainingReason;
import io.roomcast.tracking.embedded.Routine;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetrainingTest {

    /** Its first moment is on the tenth day of the routine. */
    private final ManualTimer timer = new ManualTimer();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final MemoryModels models = new MemoryModels();
    private final List<Announcement> told = new ArrayList<>();
    private final Retraining retraining = new Retraining(timer, Runnable::run, background::add, models, this::tell);
    private final LiveHome home = new LiveHome(Routine.HOME, "test", Duration.ofMinutes(5), announcement -> { });
    private Runnable onProgress = () -> { };
    private Runnable onStarted = () -> { };

    private void tell(Announcement announcement) {
        told.add(announcement);
        if (announcement instanceof Alert alert && alert.type() == Alert.Type.RETRAINING_STARTED) {
            onStarted.run();
        }
        if (announcement instanceof TrainingProgress) {
            onProgress.run();
        }
    }

    @BeforeEach
    void live() {
        home.recall(Routine.days(0, 10));
        home.goLive(timer.instant());
        retraining.serve(home, Optional.empty());
    }

    private List<Alert> takeAlerts() {
        List<Alert> alerts = told.stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
        told.removeAll(alerts);
        return alerts;
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    @Test
    void oneIsTrainedAtATime() {
        assertThat(retraining.request()).isEqualTo(TrainingRequest.STARTED);
        assertThat(retraining.request()).isEqualTo(TrainingRequest.RUNNING);
        retraining.consider(timer.instant());
        assertThat(background).hasSize(1);

        runBackground();

        assertThat(takeAlerts()).extracting(Alert::type)
                .containsExactly(Alert.Type.RETRAINING_STARTED, Alert.Type.RETRAINING_COMPLETED);
        assertThat(home.modelVersion()).isEqualTo(models.model().orElseThrow().version());
        assertThat(retraining.request()).isEqualTo(TrainingRequest.STARTED);
    }

    @Test
    void untilItIsDoneTheOneBeforeServes() {
        retraining.consider(timer.instant());
        runBackground();
        String before = home.modelVersion();
        timer.pass(Duration.ofHours(1));

        retraining.request();
        onProgress = () -> assertThat(home.modelVersion()).isEqualTo(before);
        runBackground();

        assertThat(home.modelVersion()).isGreaterThan(before);
    }

    @Test
    void oneThatIsCancelledChangesNothing() {
        retraining.request();
        onProgress = () -> assertThat(retraining.cancel()).isTrue();

        runBackground();

        assertThat(models.model()).isEmpty();
        assertThat(takeAlerts()).last().satisfies(alert -> {
            assertThat(alert.type()).isEqualTo(Alert.Type.RETRAINING_FAILED);
            assertThat(alert.severity()).isEqualTo(Alert.Severity.INFO);
            assertThat(alert.message()).contains("cancelled");
        });
        assertThat(retraining.cancel()).isFalse();
    }

    @Test
    void oneThatFailsIsToldAndAnotherMayFollow() {
        retraining.request();
        onProgress = () -> {
            throw new IllegalStateException("something is wrong");
        };
        runBackground();

        assertThat(takeAlerts()).last().satisfies(alert -> {
            assertThat(alert.type()).isEqualTo(Alert.Type.RETRAINING_FAILED);
            assertThat(alert.severity()).isEqualTo(Alert.Severity.WARNING);
            assertThat(alert.details()).contains(new Alert.Label("error", "IllegalStateException"), new Alert.Label("reason", "request"));
        });
        onProgress = () -> { };
        assertThat(retraining.request()).isEqualTo(TrainingRequest.STARTED);
        runBackground();
        assertThat(models.model()).isPresent();
    }

    @Test
    void oneThatCannotBeginIsToldAndAnotherMayFollow() {
        onStarted = () -> {
            throw new IllegalStateException("something is wrong");
        };
        retraining.request();
        assertThat(background).isEmpty();
        assertThat(takeAlerts()).last().extracting(Alert::type).isEqualTo(Alert.Type.RETRAINING_FAILED);

        onStarted = () -> { };
        assertThat(retraining.request()).isEqualTo(TrainingRequest.STARTED);
        runBackground();
        assertThat(models.model()).isPresent();
    }

    @Test
    void whereNobodyTakesARequestAnotherMayFollow() {
        AtomicBoolean full = new AtomicBoolean(true);
        Retraining refused = new Retraining(timer, task -> {
            if (full.get()) {
                throw new RejectedExecutionException();
            }
            task.run();
        }, background::add, models, this::tell);
        refused.serve(home, Optional.empty());
        assertThat(refused.request()).isEqualTo(TrainingRequest.NOT_POSSIBLE);

        full.set(false);

        assertThat(refused.request()).isEqualTo(TrainingRequest.STARTED);
    }

    @Test
    void reasonsOfItsOwnAreHeardOnceADayAndNoneIsForgotten() {
        retraining.suggest(RetrainingReason.DRIFT, timer.instant());
        runBackground();
        timer.pass(Duration.ofHours(1));
        takeAlerts();

        retraining.suggest(RetrainingReason.ACCURACY, timer.instant());
        timer.pass(Duration.ofHours(22));
        retraining.consider(timer.instant());
        assertThat(background).isEmpty();
        timer.pass(Duration.ofHours(2));
        retraining.consider(timer.instant());

        assertThat(background).hasSize(1);
        assertThat(reasonOf(takeAlerts().get(0))).isEqualTo(new Alert.Label("reason", "accuracy"));
        runBackground();
        timer.pass(Retraining.PAUSE);
        takeAlerts();
        retraining.consider(timer.instant());
        assertThat(takeAlerts()).as("by schedule").allSatisfy(
                alert -> assertThat(reasonOf(alert)).isEqualTo(new Alert.Label("reason", "schedule")));
    }

    @Test
    void thatMoreOfThePastIsKnownIsAReasonWhereThereIsAModelThatCouldNotLearnFromIt() {
        retraining.knowsMore(timer.instant());
        assertThat(takeAlerts()).isEmpty();
        retraining.consider(timer.instant());
        runBackground();
        takeAlerts();

        timer.pass(Retraining.PAUSE);
        retraining.knowsMore(timer.instant());

        assertThat(reasonOf(takeAlerts().get(0))).isEqualTo(new Alert.Label("reason", "past"));
    }

    @Test
    void aReasonThatComesUpDuringATrainingIsHeardAfterIt() {
        retraining.request();
        retraining.suggest(RetrainingReason.DRIFT, timer.instant());
        runBackground();
        takeAlerts();
        retraining.consider(timer.instant().plus(Retraining.PAUSE).minusSeconds(1));
        assertThat(background).isEmpty();

        timer.pass(Retraining.PAUSE);
        retraining.consider(timer.instant());

        assertThat(reasonOf(takeAlerts().get(0))).isEqualTo(new Alert.Label("reason", "drift"));
    }

    @Test
    void whatIsTrainedForAnotherReasonSettlesThoseThatWait() {
        retraining.request();
        runBackground();
        retraining.suggest(RetrainingReason.DRIFT, timer.instant());
        timer.pass(Duration.ofHours(2));
        retraining.request();
        runBackground();
        takeAlerts();

        timer.pass(Retraining.PAUSE);
        retraining.consider(timer.instant());

        assertThat(reasonOf(takeAlerts().get(0))).isEqualTo(new Alert.Label("reason", "schedule"));
    }

    @Test
    void aReasonWaitsOnWhenTheTrainingForItFails() {
        retraining.suggest(RetrainingReason.DRIFT, timer.instant());
        onProgress = () -> {
            throw new IllegalStateException("something is wrong");
        };
        runBackground();
        onProgress = () -> { };
        retraining.consider(timer.instant());
        assertThat(background).isEmpty();
        takeAlerts();

        timer.pass(Retraining.PAUSE);
        retraining.consider(timer.instant());

        assertThat(reasonOf(takeAlerts().get(0))).isEqualTo(new Alert.Label("reason", "drift"));
    }

    /** The same home with so many rooms more. */
    private LiveHome extended(int rooms) {
        List<Room> all = new ArrayList<>(Routine.HOME.rooms());
        List<Sensor> sensors = new ArrayList<>(Routine.HOME.sensors());
        for (int i = 0; i < rooms; i++) {
            RoomId added = new RoomId("added_" + i);
            all.add(Room.named(added));
            sensors.add(new Sensor("binary_sensor.added_" + i, SensorKind.MOTION, added));
        }
        LiveHome extended = new LiveHome(new Home(ZoneOffset.UTC, all, sensors, Home.DEFAULT_HOLD_OFF, Map.of()), "test",
                Duration.ofMinutes(5), announcement -> { });
        extended.recall(Routine.days(0, 10));
        extended.goLive(timer.instant());
        return extended;
    }

    @Test
    void whatIsLearnedOfAHomeThatGetsOtherRoomsMeanwhileIsGivenUpAndTheseAreLearnedAtOnce() {
        LiveHome changed = extended(1);
        retraining.consider(timer.instant());
        AtomicBoolean served = new AtomicBoolean();
        onProgress = () -> {
            if (!served.getAndSet(true)) {
                retraining.serve(changed, Optional.empty());
                retraining.consider(timer.instant());
            }
        };
        runBackground();
        List<Alert> first = takeAlerts();
        assertThat(first).extracting(Alert::type).containsExactly(Alert.Type.RETRAINING_STARTED, Alert.Type.RETRAINING_FAILED);
        assertThat(first.get(1).severity()).isEqualTo(Alert.Severity.INFO);
        assertThat(first.get(1).message()).contains("other rooms");
        assertThat(models.model()).isEmpty();

        retraining.consider(timer.instant());
        runBackground();

        assertFirstIsTrained(changed);
    }

    private void assertFirstIsTrained(LiveHome served) {
        List<Alert> alerts = takeAlerts();
        assertThat(alerts).extracting(Alert::type).containsExactly(Alert.Type.RETRAINING_STARTED, Alert.Type.RETRAINING_COMPLETED);
        assertThat(reasonOf(alerts.get(0))).isEqualTo(new Alert.Label("reason", "first"));
        assertThat(models.model().orElseThrow().rooms()).isEqualTo(served.rooms().stream().map(RoomId::value).toList());
        assertThat(served.modelVersion()).isEqualTo(models.model().orElseThrow().version());
    }

    @Test
    void aModelThatIsDoneWhenTheHomeHasGotOtherRoomsDoesNotServeThem() {
        LiveHome changed = extended(1);
        Deque<Runnable> turns = new ArrayDeque<>();
        Retraining busy = new Retraining(timer, turns::add, background::add, models, this::tell);
        busy.serve(home, Optional.empty());
        busy.consider(timer.instant());
        runBackground();

        busy.serve(changed, Optional.empty());
        turns.forEach(Runnable::run);
        turns.clear();

        assertThat(takeAlerts()).extracting(Alert::type)
                .containsExactly(Alert.Type.RETRAINING_STARTED, Alert.Type.RETRAINING_FAILED);
        assertThat(changed.modelVersion()).isEqualTo(Forecast.UNTRAINED);

        busy.consider(timer.instant());
        runBackground();
        turns.forEach(Runnable::run);
        assertFirstIsTrained(changed);
    }

    @Test
    void roomsThatComeOneAfterTheOtherAreLearnedAtOnceEachTime() {
        retraining.consider(timer.instant());
        runBackground();
        retraining.suggest(RetrainingReason.DRIFT, timer.instant());
        takeAlerts();

        for (int rooms = 1; rooms <= 2; rooms++) {
            timer.pass(Duration.ofMinutes(20));
            LiveHome changed = extended(rooms);
            retraining.serve(changed, Optional.empty());
            retraining.consider(timer.instant());
            runBackground();

            assertFirstIsTrained(changed);
        }
    }

    private static Alert.Detail reasonOf(Alert alert) {
        return alert.details().stream().filter(detail -> detail instanceof Alert.Label label && label.name().equals("reason"))
                .findFirst().orElseThrow();
    }

    @Test
    void atTheEndNothingIsTrainedAnyMore() {
        retraining.request();
        onProgress = retraining::cancel;
        runBackground();
        takeAlerts();

        retraining.close();

        retraining.consider(timer.instant().plus(Duration.ofDays(30)));
        assertThat(background).isEmpty();
        assertThat(takeAlerts()).isEmpty();
    }

    @Test
    void whatRunsAtTheEndIsCancelledWithoutAWord() {
        retraining.request();
        takeAlerts();
        onProgress = () -> {
            Thread closing = new Thread(retraining::close);
            closing.start();
            await(closing);
        };

        runBackground();

        assertThat(models.model()).isEmpty();
        assertThat(takeAlerts()).isEmpty();
    }

    /** It has said that it closes and waits for the training to end. */
    private static void await(Thread closing) {
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
