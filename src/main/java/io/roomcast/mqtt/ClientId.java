package io.roomcast.mqtt;

import io.roomcast.config.Directories;
import io.roomcast.config.MqttSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * How the broker knows this node: by the id that is set, or else by one that is made once and kept in a file, so that after a
 * restart the broker still knows the session.
 */
public final class ClientId {

    private static final Logger LOGGER = Logger.getLogger(ClientId.class.getPackageName());
    private static final String NAME = "mqtt-client-id";
    /** Letters and digits, at most 23: what every broker has to take. One more is left for a second connection. */
    private static final Pattern VALID = Pattern.compile("[0-9a-zA-Z]{1,22}");

    private ClientId() {
    }

    /** This node's id. */
    public static String of(MqttSettings settings, Directories directories) {
        return settings.clientId().orElseGet(() -> read(directories.data(), new SecureRandom()));
    }

    /** The id kept in the directory, made when there is none. If it cannot be kept, that is logged, and it lasts for this run. */
    static String read(Path directory, RandomGenerator random) {
        Path file = directory.resolve(NAME);
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (VALID.matcher(kept).matches()) {
                    return kept;
                }
                LOGGER.warning(() -> file + " holds no client id of 1 to 22 letters and digits; it gets a new one");
            }
            return keep(file, made(random));
        } catch (IOException unusable) {
            LOGGER.log(Level.WARNING, "The MQTT client id cannot be kept in " + file
                    + ": after a restart the broker will not know this node again", unusable);
            return made(random);
        }
    }

    private static String made(RandomGenerator random) {
        return String.format("roomcast%012x", random.nextLong() & 0xffff_ffff_ffffL);
    }

    private static String keep(Path file, String id) throws IOException {
        Files.createDirectories(file.getParent());
        Path written = Files.writeString(file.resolveSibling(NAME + ".new"), id + System.lineSeparator());
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }
}
