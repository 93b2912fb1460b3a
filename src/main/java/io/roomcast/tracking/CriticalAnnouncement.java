package io.roomcast.tracking;

/** An announcement that is stored before it is sent, and delivered at least once until it is acknowledged. */
public sealed interface CriticalAnnouncement extends Announcement permits Alert, Drift {

    /** What makes it one and the same alert, however often and on however many nodes it arrives; 1 to 128 characters. */
    String alertId();
}
