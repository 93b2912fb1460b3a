package io.roomcast.stream;

import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.wire.AnnouncementReader;
import io.roomcast.wire.PayloadException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes announcements again of the alerts that the store has kept. Thread-safe. */
final class StoredAlertReader {

    private static final Logger LOG = Logger.getLogger(StoredAlertReader.class.getPackageName());

    private final AnnouncementReader reader;

    StoredAlertReader(InstantSource clock) {
        this.reader = new AnnouncementReader(clock);
    }

    /** What was announced, or nothing, and a line in the log, when it cannot be read. */
    Optional<CriticalAnnouncement> read(StoredAlert alert) {
        try {
            return Optional.of(alert.kind() == StoredAlert.Kind.DRIFT ? reader.drift(alert.json()) : reader.alert(alert.json()));
        } catch (PayloadException unreadable) {
            LOG.log(Level.SEVERE, "The stored alert {0} cannot be read and is not delivered: {1}",
                    new Object[] {alert.alertId(), unreadable.getMessage()});
            return Optional.empty();
        }
    }
}
