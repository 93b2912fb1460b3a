package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;

import io.roomcast.tracking.StoreUnavailableException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Stores alerts until the store says that it cannot, then names the last one and what the store said. */
final class FillDisk {

    private FillDisk() {
    }

    public static void main(String[] arguments) {
        TestDatabase database = TestDatabase.h2File(Path.of(arguments[0]));
        JpaAlertStore store = database.store(Optional::empty);
        Say.line("open");
        for (int i = 0; ; i++) {
            try {
                store.record(alert("a" + i, NOON), Set.of(client("alice")));
                Say.line("recorded a" + i);
            } catch (StoreUnavailableException e) {
                Say.line("refused " + e.getMessage());
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
