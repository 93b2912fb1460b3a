package io.roomcast.tracking.embedded;

import static io.roomcast.tracking.embedded.Routine.BEDROOM;
import static io.roomcast.tracking.embedded.Routine.HOME;
import static io.roomcast.tracking.embedded.Routine.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.Forecaster;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.tracking.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionOutletTest {

    private static final Forecast PLAIN = new Forecaster(new HomeHistory(HOME)).forecast(BEDROOM, MONDAY);

    private final List<Prediction> told = new ArrayList<>();
    private final PredictionOutlet outlet = new PredictionOutlet(HOME, Duration.ofMinutes(5), told::add);

    private static Forecast forecast(int second, boolean occupied, double minutes, double confidence, double... occupancy) {
        Instant at = MONDAY.plusSeconds(second);
        return new Forecast(BEDROOM, at, occupied, PLAIN.distribution(), minutes - second / 60.0, confidence,
                List.of(), DoubleStream.of(occupancy).boxed().toList(), PLAIN.weights(), 0, "v");
    }

    private boolean isNewsAfterThePlain(Forecast next) {
        outlet.announce(forecast(0, false, 60, 0.5, 0.1, 0.1, 0.2, 0.2), Occupancy.VACANT);
        return outlet.isNews(next);
    }

    @Test
    void theFirstIsNews() {
        assertThat(outlet.isNews(forecast(0, false, 60, 0.5, 0.1, 0.1, 0.2, 0.2))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "299, false, 60,   0.5,  0.1, 0.2,  false", // nothing has changed
        "300, false, 60,   0.5,  0.1, 0.2,  true",  // the interval is over
        "30,  false, 75,   0.59, 0.1, 0.34, false", // less than is worth it
        "30,  false, 75.1, 0.5,  0.1, 0.2,  true",  // the time
        "30,  false, 44.9, 0.5,  0.1, 0.2,  true",
        "30,  false, 60,   0.61, 0.1, 0.2,  true",  // the confidence
        "30,  false, 60,   0.5,  0.1, 0.36, true",  // the occupancy
        "29,  false, 90,   0.9,  0.9, 0.9,  false", // too soon
        "1,   true,  60,   0.5,  0.1, 0.2,  true"   // the room itself
    })
    void whatDiffersEnoughIsNews(int second, boolean occupied, double minutes, double confidence, double soon, double late, boolean news) {
        assertThat(isNewsAfterThePlain(forecast(second, occupied, minutes, confidence, soon, soon, 0.2, late))).isEqualTo(news);
    }

    @ParameterizedTest
    @CsvSource({"false, VACANT, true", "true, OCCUPIED, true", "false, UNKNOWN, false", "true, UNKNOWN, false"})
    void itIsSaidHowLikelyARoomThatIsInSightIsOccupiedAtSomeMomentSoon(boolean occupied, Occupancy current, boolean said) {
        outlet.announce(forecast(0, occupied, 60, 0.5, 0.1, 0.1, 0.2, 0.2), current);

        OptionalDouble soon = told.get(0).occupiedSoon();
        assertThat(soon.isPresent()).isEqualTo(said);
        soon.ifPresent(probability -> assertThat(probability)
                .isEqualTo(current == Occupancy.OCCUPIED ? 1 : PLAIN.distribution().until(30)).isGreaterThan(0.1));
    }

    @Test
    void theWordOfANewModelIsNews() {
        Forecast same = forecast(1, false, 60, 0.5, 0.1, 0.1, 0.2, 0.2);

        assertThat(isNewsAfterThePlain(new Forecast(BEDROOM, same.madeAt(), false, same.distribution(), same.minutes(), same.confidence(),
                List.of(), same.occupancy(), same.weights(), 0, "newer"))).isTrue();
    }

    @Test
    void afterTheClockWasSetBackByMoreThanTheIntervalItIsNews() {
        assertThat(isNewsAfterThePlain(forecast(-301, false, 60, 0.5, 0.1, 0.1, 0.2, 0.2))).isTrue();
    }
}
