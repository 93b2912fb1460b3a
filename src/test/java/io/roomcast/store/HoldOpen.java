package io.roomcast.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that has a database file open until its input ends or it is killed. */
final class HoldOpen {

    private HoldOpen() {
    }

    public static void main(String[] arguments) throws IOException {
        try (TestDatabase database = TestDatabase.h2File(Path.of(arguments[0]))) {
            database.store().pendingTotal();
            Say.line("open");
            System.in.read();
        }
    }
}
