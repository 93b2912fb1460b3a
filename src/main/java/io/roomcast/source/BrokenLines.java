package io.roomcast.source;

import java.nio.file.Path;
import java.util.logging.Logger;

/** Logs the broken lines of a recording, each with file and line; of very many only the first. For one thread. */
final class BrokenLines implements Recording.Complaints {

    /** How many are logged one by one. */
    static final int MAX_LOGGED = 20;

    private static final Logger LOG = Logger.getLogger(BrokenLines.class.getPackageName());

    private final Path file;
    private int logged;

    BrokenLines(Path file) {
        this.file = file;
    }

    @Override
    public void broken(long line, String why) {
        if (logged <= MAX_LOGGED) {
            String more = logged == MAX_LOGGED ? "; further broken lines are only counted" : "";
            LOG.warning(() -> file + ", line " + line + " is skipped: it " + why + more);
            logged++;
        }
    }
}
