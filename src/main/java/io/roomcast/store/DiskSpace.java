package io.roomcast.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps an embedded database from running into a full disk. H2 does not take that well: a write that fails half-way closes the
 * database, and H2 2.2 may leave a file behind that it cannot open again. So changes are refused while there is still room.
 */
final class DiskSpace implements WriteGuard {

    /** Room for the largest burst of alerts between two looks, and for what H2 writes when it closes. */
    static final long RESERVED_BYTES = 16L << 20;

    private final Path directory;
    private final long reservedBytes;

    DiskSpace(Path directory, long reservedBytes) {
        this.directory = directory;
        this.reservedBytes = reservedBytes;
    }

    @Override
    public Optional<String> objection() {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            return free >= reservedBytes
                    ? Optional.empty()
                    : Optional.of("the disk of " + directory + " is full; free some space (" + (free >> 10) + " KiB left, "
                            + (reservedBytes >> 10) + " KiB are kept in reserve)");
        } catch (IOException e) {
            return Optional.of("its directory " + directory + " cannot be read; check that it is there (" + DatabaseText.oneLine(e) + ")");
        }
    }
}
