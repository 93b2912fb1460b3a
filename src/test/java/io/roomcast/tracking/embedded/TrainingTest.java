package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.roomcast.home.SensorEvent;
import io.roomcast.prediction.Forecaster;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private final List<String> phases = new ArrayList<>();

    private void reached(String phase, long done, long total) {
        assertThat(done).isBetween(0L, total);
        if (phases.isEmpty() || !phases.get(phases.size() - 1).equals(phase)) {
            phases.add(phase);
        }
    }

    private static HomeHistory history(List<SensorEvent> events) {
        LiveHome home = new LiveHome(HOME, "test", Duration.ofMinutes(5), announcement -> { });
        home.recall(events);
        return home.history();
    }

    @Test
    void theFirstModelLearnsFromAllAndKnowsWhatItsForecastsAreWorth() {
        Training.Result result = new Training(history(days(0, 30)), at(30, 0, 0), this::reached).first("v1");

        assertThat(result.model()).hasValueSatisfying(model -> {
            assertThat(model.version()).isEqualTo("v1");
            assertThat(model.until()).isEqualTo(Minutes.of(at(30, 0, 0)));
        });
        assertThat(result.experience()).hasValueSatisfying(experience ->
                assertThat(Arrays.stream(experience.experience().get(0).trust()).sum()).isGreaterThan(500));
        assertThat(phases).containsExactly("preparing", "rehearsing", "training");
    }

    @Test
    void withLittleKnownNothingIsRehearsed() {
        Training.Result result = new Training(history(days(0, 3)), at(3, 0, 0), this::reached).first("v1");

        assertThat(result.model()).isPresent();
        assertThat(result.experience()).isEmpty();
        assertThat(phases).containsExactly("training");
    }

    @Test
    void aModelThatKnowsTheNewRoutineReplacesOneThatDoesNot() {
        List<SensorEvent> events = new ArrayList<>(days(0, 20));
        HomeModel before = HomeModel.learn(history(events), at(20, 0, 0), "old", (done, total) -> { });
        events.addAll(days(20, 40, 3));
        HomeHistory history = history(events);

        Training.Result result = new Training(history, at(40, 4, 0), this::reached).next("new", before, experience(history));

        assertThat(result.comparison()).hasValueSatisfying(scores -> assertThat(scores.candidate()).isGreaterThan(scores.serving() + 0.1));
        assertThat(result.model()).hasValueSatisfying(model -> assertThat(model.until()).isEqualTo(Minutes.of(at(40, 4, 0))));
    }

    @Test
    void aModelThatIsWorseOnTheLastDaysIsNotTaken() {
        List<SensorEvent> events = new ArrayList<>(days(0, 20));
        HomeModel before = HomeModel.learn(history(events), at(20, 0, 0), "old", (done, total) -> { });
        events.addAll(days(20, 37, 6));
        events.addAll(days(37, 40));
        HomeHistory history = history(events);

        Training.Result result = new Training(history, at(40, 0, 0), this::reached).next("new", before, experience(history));

        assertThat(result.comparison()).hasValueSatisfying(scores -> assertThat(scores.worse()).isTrue());
        assertThat(result.model()).isEmpty();
        assertThat(phases).doesNotContain("training");
    }

    @Test
    void aModelThatKnowsTheLastDaysItselfIsStoodForByOneThatDoesNot() {
        HomeHistory history = history(days(0, 20));
        HomeModel before = HomeModel.learn(history, at(19, 0, 0), "old", (done, total) -> { });

        Training.Result result = new Training(history, at(20, 0, 0), this::reached).next("new", before, experience(history));

        assertThat(result.comparison()).hasValueSatisfying(scores -> {
            assertThat(scores.worse()).isFalse();
            assertThat(scores.serving()).isCloseTo(scores.candidate(), within(0.1));
        });
        assertThat(result.model()).isPresent();
    }

    /** For some days everything was otherwise, and then it is as it was. */
    @Test
    void whatAYoungModelWouldMakeWorseIsNotLearnedEither() {
        List<SensorEvent> events = new ArrayList<>(days(0, 6));
        events.addAll(days(6, 9, 6));
        events.addAll(days(9, 12));
        HomeHistory history = history(events);
        HomeModel before = HomeModel.learn(history, at(10, 0, 0), "old", (done, total) -> { });

        Training.Result result = new Training(history, at(12, 0, 0), this::reached).next("new", before, experience(history));

        assertThat(result.comparison()).hasValueSatisfying(scores -> assertThat(scores.worse()).isTrue());
        assertThat(result.model()).isEmpty();
    }

    @Test
    void whereTooLittleIsKnownForThatThereIsNoMeasure() {
        HomeHistory history = history(days(0, 6));
        HomeModel before = HomeModel.learn(history, at(4, 0, 0), "old", (done, total) -> { });

        Training.Result result = new Training(history, at(6, 0, 0), this::reached).next("new", before, experience(history));

        assertThat(result.comparison()).isEmpty();
        assertThat(result.model()).isPresent();
    }

    @Test
    void itEndsWhereTheProgressSaysSo() {
        Training training = new Training(history(days(0, 30)), at(30, 0, 0), (phase, done, total) -> {
            throw new CancellationException();
        });

        assertThatThrownBy(() -> training.first("v1")).isInstanceOf(CancellationException.class);
    }

    @Test
    void aRehearsalScoresOnlyWhatIsKnown() {
        HomeHistory history = history(days(0, 20));
        HomeModel model = HomeModel.learn(history, at(15, 0, 0), "old", (done, total) -> { });

        Rehearsal good = Rehearsal.of(history, model, Optional.empty(), at(15, 0, 0), at(20, 0, 0), (done, total) -> { });
        Rehearsal early = Rehearsal.of(history, model, Optional.empty(), at(15, 0, 0), at(15, 2, 0), (done, total) -> { });

        assertThat(good.score().orElseThrow()).isBetween(-3.0, -0.1);
        assertThat(good.answers()).isBetween(2 * 96 * 4, 2 * 96 * 5);
        assertThat(early.score()).isEmpty();
    }

    private static HomeExperience experience(HomeHistory history) {
        assertThat(history.roomIds()).contains(KITCHEN);
        return HomeExperience.of(new Forecaster(history), history);
    }
}
