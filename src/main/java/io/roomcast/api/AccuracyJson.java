package io.roomcast.api;

import io.roomcast.prediction.scoring.Figures;
import io.roomcast.prediction.scoring.Scores;
import io.roomcast.prediction.scoring.Selective;
import io.roomcast.tracking.RoomFigures;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What came of predictions as JSON. A figure that rests on nothing is left out. */
final class AccuracyJson {

    private static final double DIGITS = 1e4;

    private AccuracyJson() {
    }

    static String of(List<RoomFigures> rooms) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        rooms.stream().map(AccuracyJson::room).forEach(all::add);
        return Json.createObjectBuilder()
                .add("threshold_minutes", (int) Scores.THRESHOLD_MINUTES)
                .add("rooms", all)
                .build()
                .toString();
    }

    private static JsonObjectBuilder room(RoomFigures room) {
        return Json.createObjectBuilder()
                .add("room_id", room.room().id().value())
                .add("room_name", room.room().name())
                .add("window_hours", room.windowHours())
                .add("on_the_clock", scored(room.onTheClock()))
                .add("after_transition", scored(room.afterTransition()))
                .add("between", Json.createObjectBuilder().add("predictions", room.between()).add("right", room.rightBetween()))
                .add("unscored", room.unscored());
    }

    private static JsonObjectBuilder scored(RoomFigures.Scored scored) {
        Figures figures = scored.figures();
        JsonObjectBuilder json = Json.createObjectBuilder().add("predictions", figures.questions());
        add(json, "accuracy", figures.within15());
        add(json, "accuracy_or_20_percent", figures.within15Or20());
        add(json, "accuracy_of_always_15_minutes", figures.const15());
        add(json, "mean_error_minutes", figures.meanErrorMinutes());
        add(json, "median_error_minutes", figures.medianErrorMinutes());
        add(json, "calibration_error", figures.calibrationError());
        add(json, "brier", figures.brier());
        if (figures.questions() > 0) {
            json.add("by_confidence", byConfidence(scored.byConfidence()));
        }
        return json.add("occupancy", occupancy(figures.horizons()));
    }

    private static JsonArrayBuilder byConfidence(Selective selective) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (int i = 0; i < Selective.thresholds().length; i++) {
            JsonObjectBuilder one = Json.createObjectBuilder().add("at_least", Selective.thresholds()[i]);
            add(one, "coverage", selective.coverage(i));
            add(one, "accuracy", selective.accuracy(i));
            all.add(one);
        }
        return all;
    }

    private static JsonArrayBuilder occupancy(List<Figures.AtHorizon> horizons) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (int i = 0; i < horizons.size(); i++) {
            Figures.AtHorizon horizon = horizons.get(i);
            if (horizon.questions() > 0) {
                JsonObjectBuilder one = Json.createObjectBuilder()
                        .add("minutes", Scores.horizons()[i])
                        .add("predictions", horizon.questions());
                add(one, "brier", horizon.brier());
                add(one, "brier_of_climatology", horizon.climatologyBrier());
                add(one, "skill", horizon.skill());
                all.add(one);
            }
        }
        return all;
    }

    private static void add(JsonObjectBuilder json, String name, double figure) {
        if (Double.isFinite(figure)) {
            json.add(name, Math.round(figure * DIGITS) / DIGITS);
        }
    }
}
