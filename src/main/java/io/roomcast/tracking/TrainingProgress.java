package io.roomcast.tracking;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a training has come.
 *
 * @param roomId     the room being trained, or nothing when it is all of them
 * @param phase      what is being done
 * @param done       steps done, 0 to {@code total}
 * @param total      steps in all
 * @param etaSeconds seconds it will still take, where it can be told
 * @param at         when
 */
public record TrainingProgress(
        Optional<RoomId> roomId, String phase, long done, long total, OptionalLong etaSeconds, Instant at)
        implements Announcement {

    /**
     * @throws IllegalArgumentException if {@code done} is not between 0 and {@code total}
     */
    public TrainingProgress {
        Objects.requireNonNull(roomId, "roomId");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(etaSeconds, "etaSeconds");
        Objects.requireNonNull(at, "at");
        if (done < 0 || done > total) {
            throw new IllegalArgumentException("done must be between 0 and total");
        }
    }

    /** Share done, 0 to 100. */
    public double percent() {
        return total == 0 ? 100 : 100.0 * done / total;
    }
}
