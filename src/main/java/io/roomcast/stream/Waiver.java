package io.roomcast.stream;

import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.StoreUnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes from the store what a client was owed by something that it has given up. Thread-safe. */
final class Waiver {

    /** How many open alerts are read from the store at once. */
    private static final int PAGE = 500;

    private final AlertStore store;
    private final Sessions sessions;
    private final StoredAlertReader reader;

    Waiver(AlertStore store, Sessions sessions, StoredAlertReader reader) {
        this.store = store;
        this.sessions = sessions;
        this.reader = reader;
    }

    /**
     * Takes back the open alerts that none of the client's claims covers, nor a socket that is here wants: the store may not know
     * yet what that one has subscribed to.
     *
     * @throws StoreUnavailableException if the store cannot do it; a part may be done by then
     */
    void waive(ClientId client, Claims claims) {
        Set<String> seen = new HashSet<>();
        List<PendingAlert> page;
        do {
            page = store.pending(client, seen, PAGE);
            Set<String> unwanted = page.stream()
                    .map(PendingAlert::alert)
                    .filter(alert -> reader.read(alert).map(announcement -> !isWanted(announcement, client, claims)).orElse(false))
                    .map(StoredAlert::alertId)
                    .collect(Collectors.toSet());
            if (!unwanted.isEmpty()) {
                store.waive(client, unwanted);
            }
            page.forEach(owed -> seen.add(owed.alert().alertId()));
        } while (page.size() == PAGE);
    }

    private boolean isWanted(CriticalAnnouncement announcement, ClientId client, Claims claims) {
        return claims.cover(announcement) || sessions.of(client).stream().anyMatch(session ->
                Fanout.streams(announcement).stream().anyMatch(stream -> session.wants(stream, announcement)));
    }
}
