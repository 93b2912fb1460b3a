package io.roomcast.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.roomcast.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A server's files in a directory of their own, with the packaged application, and how to start it. */
interface Installation {

    /** The kind's installation under that directory; nothing is written before {@link #refresh}. */
    static Installation of(Server kind, Path directory) {
        return kind == Server.LIBERTY ? new LibertyInstallation(directory) : new PayaraInstallation(directory);
    }

    /** The port of the application. */
    int httpPort();

    /** Has the application keep what it stores in that PostgreSQL, by the steps of README.md; to be said before the first start. */
    void use(PostgresServer postgres);

    /** Brings the files to what a start needs. Settings and data are not touched. */
    void refresh() throws IOException;

    /** Does what can only be done once the process runs. */
    void complete() throws IOException;

    List<String> command();

    Map<String, String> environment();

    Path log();

    /** Copies a directory with all that is in it, over what is there. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, REPLACE_EXISTING);
                }
            }
        }
    }

    /** Deletes a directory with all that is in it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
