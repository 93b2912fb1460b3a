package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import io.roomcast.tracking.accuracy.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyJsonTest {

    private static final RoomId KITCHEN = new RoomId("kitchen");
    private static final Instant TEN = Instant.parse("2026-03-10T10:00:00Z");

    private final AccuracyTracker tracker = new AccuracyTracker(
            new Home(ZoneOffset.UTC, List.of(new Room(KITCHEN, "Kitchen")), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));

    @Test
    void whatWasPredictedIsHeldAgainstWhatCame() {
        tracker.changed(KITCHEN, TEN.minusSeconds(3600), true);
        tracker.asked(KITCHEN, new Answer(TEN, 50, 0.9, 40, List.of(1.0, 1.0, 0.0, 0.0)));
        tracker.changed(KITCHEN, TEN.plusSeconds(45 * 60), false);
        tracker.passTo(TEN.plusSeconds(3 * 3600));

        JsonObject clock = room(AccuracyTracker.DAY).getJsonObject("on_the_clock");

        assertThat(clock.getInt("predictions")).isOne();
        assertThat(figure(clock, "accuracy")).isEqualTo(1);
        assertThat(figure(clock, "accuracy_of_always_15_minutes")).isZero();
        assertThat(figure(clock, "mean_error_minutes")).isEqualTo(5);
        assertThat(figure(clock, "calibration_error")).isEqualTo(0.1);
        assertThat(figure(clock, "brier")).isEqualTo(0.01);
        assertThat(clock.getJsonArray("by_confidence").getJsonObject(3).toString())
                .isEqualTo("{\"at_least\":0.8,\"coverage\":1.0,\"accuracy\":1.0}");
        assertThat(clock.getJsonArray("occupancy").getJsonObject(1).getInt("minutes")).isEqualTo(30);
        assertThat(figure(clock.getJsonArray("occupancy").getJsonObject(1), "brier")).isZero();
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        JsonObject room = room(AccuracyTracker.WEEK);

        assertThat(room.getInt("window_hours")).isEqualTo(168);
        assertThat(room.getJsonObject("after_transition").toString()).isEqualTo("{\"predictions\":0,\"occupancy\":[]}");
        assertThat(room.getJsonObject("between").toString()).isEqualTo("{\"predictions\":0,\"right\":0}");
    }

    private JsonObject room(Duration window) {
        String json = AccuracyJson.of(tracker.figures(window));
        return Json.createReader(new StringReader(json)).readObject().getJsonArray("rooms").getJsonObject(0);
    }

    private static double figure(JsonObject json, String name) {
        return json.getJsonNumber(name).doubleValue();
    }
}
