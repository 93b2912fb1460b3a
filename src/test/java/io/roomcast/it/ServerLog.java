package io.roomcast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The log of the server that the test adapter manages. It goes on through a whole execution. */
final class ServerLog {

    private ServerLog() {
    }

    static String text() {
        var server = Server.current();
        try {
            return Files.readString(server.managed().resolve(server == Server.LIBERTY ? "logs/messages.log" : "logs/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines hold that text. */
    static long lines(String text) {
        return text().lines().filter(line -> line.contains(text)).count();
    }
}
