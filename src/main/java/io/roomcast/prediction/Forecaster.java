package io.roomcast.prediction;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts the rooms of a home from its history, with the model it was given last, and learns from what came of its forecasts. It
 * serves without a model too, with low confidence. For one thread.
 */
public final class Forecaster {

    private final HomeHistory history;
    private final List<RoomForecaster> rooms = new ArrayList<>();
    private String version = Forecast.UNTRAINED;

    /** @param history what it forecasts from; goes on to be written by the same thread */
    public Forecaster(HomeHistory history) {
        this.history = history;
        for (int place = 0; place < history.size(); place++) {
            rooms.add(new RoomForecaster(place));
        }
    }

    /**
     * Forecasts with that model from now on. What was learned from earlier forecasts stays.
     *
     * @throws IllegalArgumentException if the model was learned in another home
     */
    public void adopt(HomeModel model) {
        if (!model.fits(history)) {
            throw new IllegalArgumentException("model " + model.version() + " was learned for other rooms: " + model.rooms());
        }
        for (int place = 0; place < rooms.size(); place++) {
            rooms.get(place).adopt(model.models().get(place), history);
        }
        version = model.version();
    }

    /** The version of the model it forecasts with; {@value Forecast#UNTRAINED} before there is one. */
    public String version() {
        return version;
    }

    /** The forecast of a room at a moment not before the latest event. */
    public Forecast forecast(RoomId room, Instant now) {
        int place = history.place(room);
        return forecast(room, now, rooms.get(place).answer(history, Minutes.of(now)));
    }

    /**
     * The same, and what comes of it is learned from. To be asked evenly: on the quarter hours and right after each transition of
     * the room.
     */
    public Forecast ask(RoomId room, Instant now) {
        int place = history.place(room);
        return forecast(room, now, rooms.get(place).ask(history, Minutes.of(now)));
    }

    /** Learns from what has become known by now. */
    public void settle(Instant now) {
        double minute = Minutes.of(now);
        rooms.forEach(room -> room.settle(history, minute));
    }

    /** What was learned from earlier forecasts, room by room. */
    public List<Experience> experience() {
        return rooms.stream().map(RoomForecaster::experience).toList();
    }

    /**
     * Goes on with what was open when that was learned. To be told before anything is asked, when the history has all that is known.
     */
    public void resume(List<Experience> experience) {
        for (int place = 0; place < Math.min(rooms.size(), experience.size()); place++) {
            rooms.get(place).resume(experience.get(place), history);
        }
    }

    /** Goes on with what was learned before a restart; what was open then is another matter. */
    public void restore(List<Experience> experience) {
        for (int place = 0; place < Math.min(rooms.size(), experience.size()); place++) {
            rooms.get(place).restore(experience.get(place));
        }
    }

    private Forecast forecast(RoomId room, Instant now, RoomForecaster.Answer answer) {
        boolean occupied = history.room(history.place(room)).occupiedAt(Minutes.of(now));
        return new Forecast(room, now, occupied, answer.distribution(), answer.minutes(), answer.confidence(), answer.alternatives(),
                Arrays.stream(answer.chances()).boxed().toList(), Arrays.stream(answer.weights()).boxed().toList(),
                rooms.get(history.place(room)).featureCount(occupied), version);
    }
}
