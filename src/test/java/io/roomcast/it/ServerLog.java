package io.roomcast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The log of the server that the test adapter manages. It goes on through a whole execution. */
final class ServerLog {

    /** How the one and the other server mark that something failed. */
    private static final Pattern FAILURE = Pattern.compile("^\\[[^]]+] \\p{XDigit}{8} \\S+ +E |\\[SEVERE]");

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

    /** The lines that tell of a failure, from the first of the execution on. */
    static List<String> failures() {
        return text().lines().filter(line -> FAILURE.matcher(line).find()).toList();
    }
}
