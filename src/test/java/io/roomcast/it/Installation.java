package io.roomcast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Brings the files to what a start needs. Settings and data are not touched. */
    void refresh() throws IOException;

    List<String> command();

    Map<String, String> environment();

    Path log();

    /** Copies a directory with all that is in it. */
    static void copy(Path from, Path to, CopyOption... options) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> {
                var target = to.resolve(from.relativize(file));
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, options);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
