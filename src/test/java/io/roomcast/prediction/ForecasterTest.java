package io.roomcast.prediction;

import static io.roomcast.prediction.Homes.BEDROOM;
import static io.roomcast.prediction.Homes.KITCHEN;
import static io.roomcast.prediction.Homes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecasterTest {

    private static final int DAYS = 21;

    @Test
    void aHabitIsForecastTowardsItsTime() {
        HomeHistory history = Homes.regular(DAYS, 5, 1);
        Forecaster forecaster = trained(history, at(DAYS, 0, 0));

        Forecast night = forecaster.forecast(BEDROOM, at(DAYS, 2, 0));
        Forecast afternoon = forecaster.forecast(KITCHEN, at(DAYS, 15, 0));

        assertThat(night.occupied()).isTrue();
        assertThat(night.minutes()).isCloseTo(300, within(20.0));
        assertThat(night.median()).isCloseTo(300, within(30.0));
        assertThat(night.occupancy().get(3)).isGreaterThan(0.9);
        assertThat(afternoon.occupied()).isFalse();
        assertThat(afternoon.minutes()).isCloseTo(180, within(20.0));
        assertThat(afternoon.predictedTime()).isBetween(at(DAYS, 17, 35), at(DAYS, 18, 25));
    }

    @Test
    void withoutAModelItIsNotSureOfMuch() {
        HomeHistory history = Homes.regular(1, 5, 1);

        Forecast forecast = new Forecaster(history).forecast(KITCHEN, at(1, 15, 0));

        assertThat(forecast.modelVersion()).isEqualTo(Forecast.UNTRAINED);
        assertThat(forecast.features()).isZero();
        assertThat(forecast.confidence()).isBetween(0.0, 0.4);
        assertThat(forecast.minutes()).isBetween(15.0, 1440.0);
    }

    @Test
    void whatHappensAfterTheQuestionChangesNoAnswer() {
        HomeHistory until = Homes.regular(DAYS, 10, 2);
        HomeHistory beyond = Homes.regular(DAYS, 10, 2);
        Homes.change(beyond, KITCHEN, Occupancy.OCCUPIED, at(DAYS, 9, 0));
        Homes.change(beyond, KITCHEN, Occupancy.VACANT, at(DAYS, 9, 5));
        Instant asked = at(DAYS, 8, 0);

        Forecast without = trained(until, asked).forecast(KITCHEN, asked);
        Forecast with = trained(beyond, asked).forecast(KITCHEN, asked);

        assertThat(with.minutes()).isEqualTo(without.minutes());
        assertThat(with.confidence()).isEqualTo(without.confidence());
        assertThat(with.occupancy()).isEqualTo(without.occupancy());
    }

    @Test
    void nothingIsLearnedOfAQuestionOnceItsRoomIsLostFromSight() {
        HomeHistory history = Homes.regular(DAYS, 5, 1);
        Forecaster forecaster = trained(history, at(DAYS, 0, 0));
        List<Experience> before = forecaster.experience();

        forecaster.ask(BEDROOM, at(DAYS, 3, 0));
        Homes.change(history, BEDROOM, Occupancy.UNKNOWN, at(DAYS, 3, 10));
        forecaster.settle(at(DAYS, 3, 15));
        forecaster.ask(BEDROOM, at(DAYS, 3, 15));
        Homes.change(history, BEDROOM, Occupancy.VACANT, at(DAYS, 3, 30));
        forecaster.settle(at(DAYS, 3, 30));
        forecaster.settle(at(DAYS + 2, 0, 0));

        assertThat(forecaster.experience()).usingRecursiveComparison().ignoringFields("settled").isEqualTo(before);
        forecaster.ask(BEDROOM, at(DAYS + 2, 0, 0));
        forecaster.settle(at(DAYS + 2, 2, 0));
        assertThat(forecaster.experience()).usingRecursiveComparison().ignoringFields("settled", "open").isNotEqualTo(before);
    }

    @Test
    void theSameHistoryGivesTheSameModel() {
        HomeHistory history = Homes.regular(DAYS, 10, 3);

        Forecast one = trained(history, at(DAYS, 0, 0)).forecast(BEDROOM, at(DAYS, 3, 0));
        Forecast other = trained(history.copy(), at(DAYS, 0, 0)).forecast(BEDROOM, at(DAYS, 3, 0));

        assertThat(one.median()).isEqualTo(other.median());
        assertThat(one.occupancy()).isEqualTo(other.occupancy());
    }

    @Test
    void alternativesAreOtherAnswersAndLessSure() {
        HomeHistory history = new HomeHistory(Homes.twoRooms());
        for (int day = 0; day < DAYS; day++) {
            for (int quarter = 0; quarter < 90; quarter += 4 + (day + quarter) % 5) {
                Homes.change(history, KITCHEN, Occupancy.OCCUPIED, at(day, 0, 15 * quarter));
                Homes.change(history, KITCHEN, Occupancy.VACANT, at(day, 0, 15 * quarter + 20));
            }
        }
        Forecaster forecaster = trained(history, at(DAYS, 0, 0));
        for (int quarter = 0; quarter < 96; quarter++) {
            forecaster.settle(at(DAYS, 0, 15 * quarter));
            forecaster.ask(KITCHEN, at(DAYS, 0, 15 * quarter));
        }

        for (int minute = 0; minute < 1440; minute += 7) {
            Forecast forecast = forecaster.forecast(KITCHEN, at(DAYS + 1, 0, minute));

            assertThat(forecast.alternatives()).isNotEmpty().hasSizeLessThanOrEqualTo(Forecast.ALTERNATIVES).allSatisfy(other -> {
                assertThat(other.probability()).isLessThanOrEqualTo(forecast.confidence());
                assertThat(Math.abs(other.minutes() - forecast.minutes())).isGreaterThan(2 * TransitionDistribution.TOLERANCE);
            });
        }
    }

    @Test
    void whoIsOftenWrongBecomesLessSure() {
        HomeHistory history = Homes.regular(DAYS, 3, 4);
        Forecaster forecaster = trained(history, at(DAYS, 0, 0));
        double sure = forecaster.forecast(KITCHEN, at(DAYS + 40, 15, 0)).confidence();

        for (int day = DAYS; day < DAYS + 40; day++) {
            for (int quarter = 0; quarter < 96; quarter++) {
                forecaster.settle(at(day, 0, 15 * quarter));
                forecaster.ask(KITCHEN, at(day, 0, 15 * quarter));
            }
        }
        forecaster.settle(at(DAYS + 42, 0, 0));

        assertThat(forecaster.forecast(KITCHEN, at(DAYS + 40, 15, 0)).confidence()).isLessThan(sure / 2);
    }

    @Test
    void experienceOutlivesARestart() {
        HomeHistory history = Homes.regular(DAYS, 20, 5);
        Forecaster before = trained(history, at(DAYS - 7, 0, 0));
        for (int quarter = 0; quarter < 5 * 96; quarter++) {
            before.settle(at(DAYS - 7, 0, 15 * quarter));
            before.ask(KITCHEN, at(DAYS - 7, 0, 15 * quarter));
        }
        Forecaster after = trained(history, at(DAYS - 7, 0, 0));

        after.restore(before.experience());

        Forecast one = before.forecast(KITCHEN, at(DAYS, 12, 0));
        Forecast other = after.forecast(KITCHEN, at(DAYS, 12, 0));
        assertThat(other.weights()).isEqualTo(one.weights());
        assertThat(other.confidence()).isCloseTo(one.confidence(), within(0.05));
    }

    @Test
    void aModelOfAnotherHomeIsRefused() {
        Home other = new Home(ZoneOffset.UTC, List.of(Room.named(KITCHEN)), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());
        HomeModel model = HomeModel.learn(Homes.regular(3, 5, 1), at(3, 0, 0), "v1", (done, total) -> { });

        assertThatThrownBy(() -> new Forecaster(new HomeHistory(other)).adopt(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v1");
    }

    private static Forecaster trained(HomeHistory history, Instant until) {
        Forecaster forecaster = new Forecaster(history);
        forecaster.adopt(HomeModel.learn(history, until, "test", (done, total) -> { }));
        return forecaster;
    }
}
