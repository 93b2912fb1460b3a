package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.Member;
import io.roomcast.prediction.TransitionDistribution;
import io.roomcast.tracking.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Decides which forecasts are announced, and announces these. A forecast goes out when the interval since the room's last one is over,
 * when the room has changed, when a new model serves, or when it differs from the last one by more than {@link #TIME}, {@link #CONFIDENCE} or {@link #OCCUPANCY};
 * the latter not sooner than {@link #CALM} after it. For one thread.
 */
final class PredictionOutlet {

    /** The predicted time moved by more than that. */
    static final Duration TIME = Duration.ofMinutes(15);
    /** The confidence changed by more than that. */
    static final double CONFIDENCE = 0.1;
    /** The probability that the room is occupied, at any horizon, changed by more than that. */
    static final double OCCUPANCY = 0.15;
    /** No change alone makes a room's predictions follow each other faster. */
    static final Duration CALM = Duration.ofSeconds(30);

    private static final String MODEL_TYPE = "ensemble";
    /** What is said before a model has been learned rests on dwell times alone. */
    private static final String COLD_START = "dwell_time";
    private static final double INTERVAL_MASS = 0.8;

    private final Map<RoomId, Room> rooms = new HashMap<>();
    private final ZoneId zone;
    private final Duration interval;
    private final Consumer<? super Prediction> announce;
    private final Map<RoomId, Forecast> announced = new HashMap<>();

    /**
     * @param interval how often each room's prediction is announced at least
     * @param announce where predictions go
     */
    PredictionOutlet(Home home, Duration interval, Consumer<? super Prediction> announce) {
        home.rooms().forEach(room -> rooms.put(room.id(), room));
        this.zone = home.zone();
        this.interval = interval;
        this.announce = announce;
    }

    /** When the room's prediction is due even if nothing changes; absent before the first. */
    Optional<Instant> due(RoomId room) {
        return Optional.ofNullable(announced.get(room)).map(last -> last.madeAt().plus(interval));
    }

    /** Whether that forecast is to be announced. */
    boolean isNews(Forecast forecast) {
        Forecast last = announced.get(forecast.room());
        if (last == null || last.occupied() != forecast.occupied() || !last.modelVersion().equals(forecast.modelVersion())) {
            return true;
        }
        // After the clock was set back the last one lies ahead.
        Duration since = Duration.between(last.madeAt(), forecast.madeAt()).abs();
        return since.compareTo(interval) >= 0 || since.compareTo(CALM) >= 0 && differs(last, forecast);
    }

    private static boolean differs(Forecast one, Forecast other) {
        if (Math.abs(one.confidence() - other.confidence()) > CONFIDENCE
                || Duration.between(one.predictedTime(), other.predictedTime()).abs().compareTo(TIME) > 0) {
            return true;
        }
        for (int horizon = 0; horizon < one.occupancy().size(); horizon++) {
            if (Math.abs(one.occupancy().get(horizon) - other.occupancy().get(horizon)) > OCCUPANCY) {
                return true;
            }
        }
        return false;
    }

    /** Announces that forecast. */
    void announce(Forecast forecast, Occupancy current) {
        announced.put(forecast.room(), forecast);
        announce.accept(prediction(forecast, current));
    }

    private Prediction prediction(Forecast forecast, Occupancy current) {
        Instant now = forecast.madeAt();
        TransitionDistribution.Span span = forecast.distribution().interval(INTERVAL_MASS);
        boolean learned = forecast.features() > 0;
        return new Prediction(UUID.randomUUID().toString(), rooms.get(forecast.room()), now, forecast.predictedTime(),
                forecast.occupied() ? Occupancy.VACANT : Occupancy.OCCUPIED, forecast.confidence(), current,
                learned ? MODEL_TYPE : COLD_START, forecast.modelVersion(), alternatives(forecast), OptionalInt.of(forecast.features()),
                Optional.of(Regime.of(now, zone)),
                Optional.of(new Prediction.Interval(after(now, span.from()), after(now, span.to()), span.probability())),
                points(forecast), occupiedSoon(forecast, current), learned ? weights(forecast) : Map.of());
    }

    private static List<Prediction.Alternative> alternatives(Forecast forecast) {
        return forecast.alternatives().stream()
                .map(window -> new Prediction.Alternative(after(forecast.madeAt(), window.minutes()), window.probability()))
                .toList();
    }

    private static Map<String, Double> weights(Forecast forecast) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Member member : Member.values()) {
            weights.put(member.label(), forecast.weights().get(member.ordinal()));
        }
        return weights;
    }

    private static List<Prediction.ForecastPoint> points(Forecast forecast) {
        int[] horizons = Forecast.horizons();
        List<Prediction.ForecastPoint> points = new ArrayList<>();
        for (int i = 0; i < horizons.length; i++) {
            points.add(new Prediction.ForecastPoint(horizons[i], forecast.occupancy().get(i)));
        }
        return points;
    }

    /** A room that is vacant is occupied at some moment of it if its next transition comes by then. */
    private static OptionalDouble occupiedSoon(Forecast forecast, Occupancy current) {
        return switch (current) {
            case OCCUPIED -> OptionalDouble.of(1);
            case VACANT -> forecast.occupied() ? OptionalDouble.empty() : OptionalDouble.of(forecast.distribution().until(Prediction.SOON));
            case UNKNOWN -> OptionalDouble.empty();
        };
    }

    private static Instant after(Instant moment, double minutes) {
        return moment.plusMillis(Math.round(minutes * 60_000));
    }
}
