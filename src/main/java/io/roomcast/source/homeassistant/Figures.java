package io.roomcast.source.homeassistant;

import io.roomcast.tracking.SystemStatus;
import java.time.Instant;
import java.util.Optional;

/** What others want to know of how far it is, at any time. Thread-safe. */
final class Figures {

    private volatile SystemStatus.HomeAssistant status = new SystemStatus.HomeAssistant(false, 0, Optional.empty());
    private volatile Optional<Instant> standing = Optional.of(Instant.EPOCH);
    private volatile boolean certain;

    synchronized void connected(boolean connected) {
        status = new SystemStatus.HomeAssistant(connected, status.entities(), status.lastEventAt());
    }

    synchronized void heard(int entities, Instant at) {
        status = new SystemStatus.HomeAssistant(status.connected(), entities, Optional.of(at));
    }

    /** Nothing is known of later than that moment for the time being. */
    void standAt(Instant moment) {
        standing = Optional.of(moment);
    }

    /** What happens is known when it happens. */
    void goOn() {
        standing = Optional.empty();
    }

    /** The home that the sink knows is the one that Home Assistant has. */
    void homeIsCertain() {
        certain = true;
    }

    boolean isHomeCertain() {
        return certain;
    }

    SystemStatus.HomeAssistant status() {
        return status;
    }

    /** The moment up to which all is known; absent: it is now. */
    Optional<Instant> standing() {
        return standing;
    }
}
