package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;

/** Stores alerts from several threads as fast as it can and names each one once its call has returned. */
final class WriteUntilKilled {

    private static final int THREADS = 4;

    private WriteUntilKilled() {
    }

    public static void main(String[] arguments) {
        JpaAlertStore store = TestDatabase.h2File(Path.of(arguments[0])).store();
        IntStream.range(0, THREADS).forEach(number -> new Thread(() -> write(store, number)).start());
    }

    private static void write(JpaAlertStore store, int thread) {
        for (int i = 0; ; i++) {
            String id = thread + "-" + i;
            store.record(alert(id, NOON), Set.of(client("alice"), client("bob")));
            Say.line("recorded " + id);
            store.acknowledge(client("bob"), Fixtures.message(id), NOON);
            Say.line("settled " + id);
        }
    }
}
