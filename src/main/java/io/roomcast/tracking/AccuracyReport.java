package io.roomcast.tracking;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good the predictions for a room have been of late.
 *
 * @param room                 the room
 * @param accuracy             share, 0 to 1, of predictions that were within the threshold
 * @param previousAccuracy     the share reported before, where there was one
 * @param meanErrorMinutes     mean absolute error in minutes, 0 or more, where known
 * @param validatedPredictions how many predictions the figures rest on
 * @param windowHours          how far back they reach, in hours
 * @param thresholdMinutes     how far off, in minutes, a prediction may be to count as right
 * @param at                   when it was worked out
 */
public record AccuracyReport(
        Room room,
        double accuracy,
        OptionalDouble previousAccuracy,
        OptionalDouble meanErrorMinutes,
        long validatedPredictions,
        int windowHours,
        int thresholdMinutes,
        Instant at)
        implements Announcement {

    /**
     * @throws IllegalArgumentException if a share is outside 0 to 1 or a count or duration is negative
     */
    public AccuracyReport {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(at, "at");
        Probability.require("accuracy", accuracy);
        previousAccuracy.ifPresent(share -> Probability.require("previousAccuracy", share));
        if (!(meanErrorMinutes.orElse(0) >= 0) || validatedPredictions < 0 || windowHours < 0 || thresholdMinutes < 0) {
            throw new IllegalArgumentException("errors, counts and durations must not be negative");
        }
    }

    @Override
    public Optional<RoomId> roomId() {
        return Optional.of(room.id());
    }
}
