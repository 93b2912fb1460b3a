package io.roomcast.tracking.accuracy;

import io.roomcast.prediction.scoring.Scores;
import java.util.Arrays;
import java.util.List;

/**
 * All that an {@link AccuracyTracker} knows at a moment, to go on from after a restart: made of numbers, texts and lists only. Immutable.
 *
 * @param rooms what is known of each room
 */
public record AccuracyMemory(List<RoomMemory> rooms) {

    public AccuracyMemory {
        rooms = List.copyOf(rooms);
    }

    /** What its numbers rest on besides its own shape: one that was written down under another layout means something else. */
    public static String layout() {
        return "horizons " + Arrays.toString(Scores.horizons()) + ", right within " + Scores.THRESHOLD_MINUTES + ", kinds "
                + Arrays.toString(Kind.values());
    }
}
