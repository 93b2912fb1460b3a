package io.roomcast.tracking;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something the tracking manager tells everybody. Announcements are immutable and are fired as CDI events, one at a time per
 * room, in the order in which things happened.
 *
 * <p>Whoever fires a {@link CriticalAnnouncement} gets a {@link StoreUnavailableException} when it could not be stored, and
 * keeps it to announce it again: nobody has been told.
 */
public sealed interface Announcement
        permits Prediction, StateChange, AccuracyReport, CriticalAnnouncement, SystemStatus, TrainingProgress {

    /** The room it concerns, or nothing when it concerns the whole home. */
    Optional<RoomId> roomId();

    /** When it came about. */
    Instant at();
}
