package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BED;
import static io.roomcast.tracking.embedded.Routine.BEDROOM;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.KITCHEN;
import static io.roomcast.tracking.embedded.Routine.KITCHEN_MOTION;
import static io.roomcast.tracking.embedded.Routine.at;
import static io.roomcast.tracking.embedded.Routine.days;
import static io.roomcast.tracking.embedded.Routine.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.within;

import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveHomeTest {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofSeconds(5);

    private final List<Announcement> told = new ArrayList<>();
    private final LiveHome home = new LiveHome(HOME, "test", INTERVAL, told::add);

    private <T extends Announcement> List<T> take(Class<T> type) {
        List<T> found = told.stream().filter(type::isInstance).map(type::cast).toList();
        told.removeAll(found);
        return found;
    }

    private void pass(Instant from, Instant until) {
        for (Instant now = from; !now.isAfter(until); now = now.plus(TICK)) {
            home.advance(now);
        }
    }

    private static List<Prediction> of(RoomId room, List<Prediction> predictions) {
        return predictions.stream().filter(prediction -> prediction.room().id().equals(room)).toList();
    }

    @Test
    void thePastIsNotAnnouncedButThePresentIs() {
        home.recall(days(0, 3));
        home.advance(at(3, 0, 0));
        assertThat(told).isEmpty();

        home.goLive(at(3, 1, 0));

        assertThat(take(StateChange.class)).extracting(StateChange::current).containsExactly(Occupancy.VACANT, Occupancy.OCCUPIED);
        List<Prediction> predictions = take(Prediction.class);
        assertThat(predictions).extracting(prediction -> prediction.room().id()).containsExactly(KITCHEN, BEDROOM);
        assertThat(predictions).extracting(Prediction::madeAt).containsOnly(at(3, 1, 0));
        assertThat(told).isEmpty();
    }

    @Test
    void aTransitionIsAnnouncedWithThePredictionThatFollows() {
        home.recall(days(0, 3));
        home.goLive(at(3, 1, 0));
        told.clear();

        home.accept(List.of(says(KITCHEN_MOTION, at(3, 1, 2), SensorState.ON)), at(3, 1, 2));

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isEqualTo(new StateChange(HOME.rooms().get(0), Occupancy.VACANT, Occupancy.OCCUPIED, at(3, 1, 2), "test"));
        assertThat(told.get(1)).isInstanceOfSatisfying(Prediction.class, prediction -> {
            assertThat(prediction.currentState()).isEqualTo(Occupancy.OCCUPIED);
            assertThat(prediction.transitionType()).isEqualTo(Occupancy.VACANT);
            assertThat(prediction.madeAt()).isEqualTo(at(3, 1, 2));
        });
        told.clear();

        home.accept(List.of(says(KITCHEN_MOTION, at(3, 1, 3), SensorState.OFF)), at(3, 1, 3));
        pass(at(3, 1, 3), at(3, 1, 8));

        assertThat(take(StateChange.class)).singleElement().extracting(StateChange::at).isEqualTo(at(3, 1, 8));
    }

    @Test
    void whenNothingChangesAPredictionComesEveryIntervalAndNotBefore() {
        home.recall(days(0, 3));
        home.goLive(at(3, 1, 2));
        told.clear();

        pass(at(3, 1, 2), at(3, 1, 31));

        assertThat(of(KITCHEN, take(Prediction.class))).extracting(Prediction::madeAt).containsExactly(
                at(3, 1, 7), at(3, 1, 12), at(3, 1, 17), at(3, 1, 22), at(3, 1, 27));
    }

    @Test
    void aPredictionHasAllThatClientsAreShown() {
        home.recall(days(0, 10));
        home.goLive(at(10, 1, 0));
        home.adopt(HomeModel.learn(home.history(), at(10, 1, 0), "v1", (done, total) -> { }));
        told.clear();

        home.advance(at(10, 1, 5));

        Prediction prediction = of(BEDROOM, take(Prediction.class)).get(0);
        assertThat(prediction.modelType()).isEqualTo("ensemble");
        assertThat(prediction.modelVersion()).isEqualTo("v1");
        assertThat(prediction.featuresUsed().orElseThrow()).isPositive();
        assertThat(prediction.patternMatch()).hasValue("weekday_night");
        assertThat(prediction.predictedTime()).isBetween(at(10, 6, 45), at(10, 7, 35));
        assertThat(prediction.interval()).hasValueSatisfying(interval -> {
            assertThat(interval.probability()).isEqualTo(0.8);
            assertThat(prediction.predictedTime()).isBetween(interval.from(), interval.to());
        });
        assertThat(prediction.forecast()).extracting(Prediction.ForecastPoint::minutes).containsExactly(15, 30, 60, 120);
        assertThat(prediction.forecast().get(3).probability()).isGreaterThan(0.8);
        assertThat(prediction.alternatives()).hasSizeLessThanOrEqualTo(3)
                .allSatisfy(other -> assertThat(other.confidence()).isLessThanOrEqualTo(prediction.confidence()));
        assertThat(prediction.weights()).containsOnlyKeys(
                "nearest_moments", "nearest_by_clock", "survival_forest", "boosted_hazard", "daily_rhythm");
        assertThat(prediction.weights().values().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void withNothingKnownItPredictsAllTheSame() {
        home.goLive(at(0, 1, 0));

        assertThat(take(StateChange.class)).isEmpty();
        assertThat(take(Prediction.class)).hasSize(2).allSatisfy(prediction -> {
            assertThat(prediction.currentState()).isEqualTo(Occupancy.UNKNOWN);
            assertThat(prediction.modelType()).isEqualTo("dwell_time");
            assertThat(prediction.modelVersion()).isEqualTo(Forecast.UNTRAINED);
            assertThat(prediction.weights()).isEmpty();
            assertThat(prediction.confidence()).isLessThan(0.5);
        });
    }

    @Test
    void aSensorThatIsLostIsTheOwnersBusinessUntilItIsBack() {
        home.recall(days(0, 3));
        home.goLive(at(3, 1, 0));
        told.clear();

        home.accept(List.of(says(BED, at(3, 1, 1), SensorState.UNAVAILABLE)), at(3, 1, 1));
        home.advance(at(3, 1, 5));
        assertThat(take(Alert.class)).isEmpty();
        home.advance(at(3, 1, 6));

        Alert lost = take(Alert.class).get(0);
        assertThat(lost.type()).isEqualTo(Alert.Type.SENSOR_UNAVAILABLE);
        assertThat(lost.roomId()).hasValue(BEDROOM);
        assertThat(lost.message()).contains(BED.entityId(), "Bedroom");
        assertThat(lost.details()).contains(new Alert.Label("sensor", BED.entityId()));

        home.accept(List.of(says(BED, at(3, 2, 0), SensorState.ON)), at(3, 2, 0));

        assertThat(take(Alert.class)).singleElement().extracting(Alert::type).isEqualTo(Alert.Type.SYSTEM_RECOVERED);
    }

    @Test
    void thatNothingIsKnownOfARoomStandsInItsNextPredictionAtOnce() {
        home.recall(days(0, 3));
        home.goLive(at(3, 1, 0));
        home.accept(List.of(says(BED, at(3, 1, 1), SensorState.UNAVAILABLE)), at(3, 1, 1));
        home.advance(at(3, 1, 5));
        told.clear();

        home.advance(at(3, 1, 6));
        assertThat(of(BEDROOM, take(Prediction.class))).extracting(Prediction::currentState).containsExactly(Occupancy.UNKNOWN);

        home.accept(List.of(says(BED, at(3, 1, 7), SensorState.ON)), at(3, 1, 7));
        home.advance(at(3, 1, 7));
        assertThat(of(BEDROOM, take(Prediction.class))).extracting(Prediction::currentState).containsExactly(Occupancy.OCCUPIED);
    }

    @Test
    void aSensorLostBeforeARestartIsTheSameAlertAgain() {
        home.recall(days(0, 3));
        home.recall(List.of(says(BED, at(3, 1, 1), SensorState.UNAVAILABLE)));
        home.goLive(at(3, 1, 10));
        String first = take(Alert.class).get(0).alertId();

        LiveHome restarted = new LiveHome(HOME, "test", INTERVAL, told::add);
        restarted.recall(days(0, 3));
        restarted.recall(List.of(says(BED, at(3, 1, 1), SensorState.UNAVAILABLE)));
        restarted.goLive(at(3, 4, 0));

        assertThat(take(Alert.class)).singleElement().extracting(Alert::alertId).isEqualTo(first);
    }

    @Test
    void howGoodThePredictionsAreIsToldEveryHour() {
        home.recall(days(0, 3));
        home.goLive(at(3, 5, 0));
        home.accept(days(3, 4).subList(0, 3), at(3, 8, 15));

        pass(at(3, 8, 15), at(3, 9, 30));

        List<AccuracyReport> reports = take(AccuracyReport.class);
        assertThat(reports).isNotEmpty().extracting(AccuracyReport::windowHours).contains(24, 168);
        assertThat(home.accuracy()).containsKey(KITCHEN);
        AccuracyReport latest = reports.stream().filter(report -> report.windowHours() == 24 && report.room().id().equals(KITCHEN))
                .reduce((first, second) -> second).orElseThrow();
        assertThat(home.accuracy().get(KITCHEN)).isCloseTo(latest.accuracy(), within(1e-9));
        assertThat(latest.validatedPredictions()).isPositive();
    }

    @Test
    void whatWasLearnedFromForecastsOutlivesARestart() {
        home.recall(days(0, 10));
        home.goLive(at(10, 1, 0));
        pass(at(10, 1, 0), at(10, 3, 0));
        HomeExperience learned = home.experience();

        LiveHome restarted = new LiveHome(HOME, "test", INTERVAL, told::add);
        restarted.recall(days(0, 10));
        assertThat(restarted.restore(learned)).isTrue();
        restarted.goLive(at(10, 3, 0));
        assertThat(restarted.experience()).usingRecursiveComparison().isEqualTo(learned);
        assertThat(restarted.restore(new HomeExperience(List.of("attic"), List.of()))).isFalse();
    }

    @Test
    void afterALongSleepOnlyThePresentIsAnnounced() {
        home.recall(days(0, 3));
        home.goLive(at(3, 1, 2));
        told.clear();

        home.advance(at(3, 5, 2));

        assertThat(of(BEDROOM, take(Prediction.class))).extracting(Prediction::madeAt).containsExactly(at(3, 5, 2));
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        home.recall(days(0, 3));
        home.goLive(at(3, 8, 0));
        home.accept(List.of(says(KITCHEN_MOTION, at(3, 8, 30), SensorState.ON)), at(3, 8, 30));
        told.clear();

        home.advance(at(3, 7, 40));
        home.accept(List.of(says(KITCHEN_MOTION, at(3, 7, 41), SensorState.OFF)), at(3, 7, 41));
        pass(at(3, 7, 41), at(3, 8, 45));

        assertThat(take(StateChange.class)).extracting(StateChange::current).containsExactly(Occupancy.VACANT);
        List<Prediction> predictions = of(KITCHEN, take(Prediction.class));
        assertThat(predictions).hasSizeGreaterThanOrEqualTo(12);
        assertThat(predictions.get(predictions.size() - 1).madeAt()).isAfter(at(3, 8, 40));
    }

    @Test
    void aHomeThatIsLivedInOtherwiseIsToldAndIsAReasonToTrain() {
        home.recall(days(0, 20));
        home.goLive(at(20, 5, 0));
        told.clear();
        Set<RetrainingReason> reasons = EnumSet.noneOf(RetrainingReason.class);

        for (SensorEvent event : days(20, 24, 4)) {
            reasons.addAll(home.advance(event.at().minusSeconds(1)));
            home.accept(List.of(event), event.at());
        }

        assertThat(take(Drift.class)).isNotEmpty().allSatisfy(drift -> {
            assertThat(drift.retrainingRecommended()).isTrue();
            assertThat(drift.at()).isBetween(at(21, 0, 0), at(24, 0, 0));
        });
        assertThat(reasons).contains(RetrainingReason.DRIFT);
    }

    @Test
    void howTheHomeChangedBeforeItWentLiveIsNoNews() {
        home.recall(days(0, 20));
        home.recall(days(20, 26, 4));

        home.goLive(at(26, 12, 0));

        assertThat(take(Drift.class)).isEmpty();
        assertThat(home.advance(at(26, 12, 5))).isEmpty();
    }
}
