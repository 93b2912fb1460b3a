package io.roomcast.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the directory for what has to outlive a restart ready. */
final class DataDirectory {

    private DataDirectory() {
    }

    /**
     * Makes the directory if there is none, and writes to it once.
     *
     * @throws InvalidConfigurationException if it cannot be made or written
     */
    static void prepare(Path directory) {
        String name = SettingsTable.DATA_DIRECTORY.name() + " = " + OneLine.quoted(directory.toString());
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidConfigurationException(name + ": is not a directory", e);
        } catch (IOException e) {
            throw new InvalidConfigurationException(name + ": cannot be made: " + TextFile.reason(e), e);
        }
        try {
            Files.delete(Files.createTempFile(directory, ".written-at-the-start", null));
        } catch (IOException e) {
            throw new InvalidConfigurationException(name + ": cannot be written: " + TextFile.reason(e), e);
        }
    }
}
