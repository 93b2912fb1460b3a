package io.roomcast.wire;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.Prediction.Alternative;
import io.roomcast.tracking.Prediction.ForecastPoint;
import io.roomcast.tracking.Prediction.Interval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads predictions. */
final class PredictionReader {

    private static final String NOT_SAID = "unknown";
    private static final int MAX_ID_LENGTH = 128;
    private static final String WEIGHTS = "model_weights";
    private static final int MOST_WEIGHTS = 32;
    private static final Map<String, Occupancy> TRANSITIONS = Map.of(
            "occupied", Occupancy.OCCUPIED,
            "vacant", Occupancy.VACANT,
            "vacant_to_occupied", Occupancy.OCCUPIED,
            "occupied_to_vacant", Occupancy.VACANT);

    private PredictionReader() {
    }

    static Prediction read(Room room, Members<PayloadException> members, OptionalMembers optional, Instant now)
            throws PayloadException {
        Instant predictedTime = members.required("predicted_time", members.time("predicted_time"));
        Optional<Instant> madeAt = optional.read(Optional.empty(), () -> madeAt(members, predictedTime));
        Occupancy transition = transition(members);
        double confidence = members.requiredShare("confidence_score");
        Optional<Members<PayloadException>> metadata =
                optional.read(Optional.empty(), () -> members.object("prediction_metadata"));
        Members<PayloadException> extras = metadata.orElse(Members.none());
        return new Prediction(
                id(room, members, optional, madeAt, predictedTime, transition, confidence),
                room,
                madeAt.orElse(now),
                predictedTime,
                transition,
                confidence,
                optional.read(Optional.<Occupancy>empty(), () -> members.choice("current_state", Occupancy.class))
                        .orElse(Occupancy.UNKNOWN),
                text(members, optional, "model_type"),
                text(members, optional, "model_version"),
                optional.read(List.of(), () -> alternatives(members, predictedTime)),
                optional.read(OptionalInt.empty(), () -> featuresUsed(members)),
                optional.read(Optional.empty(), () -> extras.text("pattern_match", Members.SHORT_TEXT)),
                optional.read(Optional.empty(), () -> interval(extras)),
                optional.read(List.of(), () -> forecast(extras)),
                optional.read(OptionalDouble.empty(), () -> members.share(AnnouncementWriter.OCCUPIED_SOON)),
                optional.read(Map.of(), () -> weights(members.has(WEIGHTS) ? members : extras)));
    }

    private static String text(Members<PayloadException> members, OptionalMembers optional, String name) {
        return optional.read(Optional.<String>empty(), () -> members.text(name, Members.SHORT_TEXT)).orElse(NOT_SAID);
    }

    /** One that does not say when it was made is told from others by what it says. */
    private static String id(Room room, Members<PayloadException> members, OptionalMembers optional,
            Optional<Instant> madeAt,
            Instant predictedTime, Occupancy transition, double confidence) {
        return optional.read(Optional.<String>empty(), () -> givenId(members)).orElseGet(() -> madeAt.isPresent()
                ? NameBasedId.of("prediction", room.id(), madeAt.get(), predictedTime)
                : NameBasedId.of("prediction", room.id(), predictedTime, transition, confidence));
    }

    private static Optional<String> givenId(Members<PayloadException> members) throws PayloadException {
        Optional<String> given = members.text("prediction_id", MAX_ID_LENGTH);
        if (given.isPresent() && given.get().isBlank()) {
            throw members.fault("prediction_id", "must not be blank");
        }
        return given;
    }

    /** A payload that does not say when it was made may still say how far ahead it looked. */
    private static Optional<Instant> madeAt(Members<PayloadException> members, Instant predictedTime) throws PayloadException {
        Optional<Instant> given = members.time("prediction_made_at");
        OptionalDouble ahead = members.finite("time_until_seconds");
        if (given.isPresent() || ahead.isEmpty()) {
            return given;
        }
        try {
            return Optional.of(predictedTime.minus(Duration.ofMillis(Math.round(ahead.getAsDouble() * 1000))));
        } catch (DateTimeException | ArithmeticException beyondTime) {
            throw members.fault("time_until_seconds", "is too large a number");
        }
    }

    private static Occupancy transition(Members<PayloadException> members) throws PayloadException {
        String text = members.required("transition_type", members.text("transition_type", Members.SHORT_TEXT));
        Occupancy transition = TRANSITIONS.get(text);
        if (transition == null) {
            throw members.fault("transition_type", "must be one of " + TRANSITIONS.keySet().stream().sorted().toList());
        }
        return transition;
    }

    private static List<Alternative> alternatives(Members<PayloadException> members, Instant predictedTime) throws PayloadException {
        List<Alternative> alternatives = new ArrayList<>();
        for (Members<PayloadException> alternative : members.objects("alternatives")) {
            Instant time = alternative.required("predicted_time", alternative.time("predicted_time"));
            double confidence = alternative.requiredShare("confidence");
            if (!time.equals(predictedTime)) {
                alternatives.add(new Alternative(time, confidence));
            }
        }
        alternatives.sort(Comparator.comparingDouble(Alternative::confidence).reversed());
        return alternatives;
    }

    private static OptionalInt featuresUsed(Members<PayloadException> members) throws PayloadException {
        OptionalLong own = members.count("features_used", Integer.MAX_VALUE);
        OptionalLong count = own.isPresent() ? own : members.count("features_count", Integer.MAX_VALUE);
        return count.isPresent() ? OptionalInt.of((int) count.getAsLong()) : OptionalInt.empty();
    }

    private static Optional<Interval> interval(Members<PayloadException> metadata) throws PayloadException {
        Optional<Members<PayloadException>> member = metadata.object("prediction_interval");
        if (member.isEmpty()) {
            return Optional.empty();
        }
        Members<PayloadException> interval = member.get();
        Instant from = interval.required("from", interval.time("from"));
        Instant to = interval.required("to", interval.time("to"));
        if (to.isBefore(from)) {
            throw interval.fault("to", "must not be before its from");
        }
        return Optional.of(new Interval(from, to, interval.requiredShare("probability")));
    }

    /** How an ensemble was weighted is for the curious only: what is no weight is left out, and the prediction stands. */
    private static Map<String, Double> weights(Members<PayloadException> members) throws PayloadException {
        Optional<Members<PayloadException>> said = members.object(WEIGHTS);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String name : said.map(Members::names).orElse(Set.of())) {
            if (weights.size() < MOST_WEIGHTS && name.length() <= Members.SHORT_TEXT && said.get().value(name).isPresent()) {
                double weight = said.get().number(name).orElseThrow();
                if (weight >= 0 && weight <= 1) {
                    weights.put(name, weight);
                }
            }
        }
        return weights;
    }

    private static List<ForecastPoint> forecast(Members<PayloadException> metadata) throws PayloadException {
        List<ForecastPoint> points = new ArrayList<>();
        for (Members<PayloadException> point : metadata.objects("occupancy_forecast")) {
            long minutes = point.count("minutes", Integer.MAX_VALUE)
                    .orElseThrow(() -> point.fault("minutes", "is missing"));
            if (minutes == 0) {
                throw point.fault("minutes", "must be more than 0");
            }
            points.add(new ForecastPoint((int) minutes, point.requiredShare("probability")));
        }
        return points;
    }
}
