package io.roomcast.tracking;

import io.roomcast.home.Home;
import io.roomcast.home.RoomId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a home, and what its owner may want to know of how it was found. Immutable.
 *
 * @param source  where its sensors are heard, such as {@code home_assistant}
 * @param certain whether it is the one that there is; otherwise it is what it was before a start
 * @param home    its rooms and sensors
 * @param lacks   of rooms without a sensor, what they lack, in part of a sentence
 * @param notes   what else there is to know, one line each
 */
public record HomeReport(String source, boolean certain, Home home, Map<RoomId, String> lacks, List<String> notes) {

    private static final String NO_SENSOR = "no sensor";

    public HomeReport {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(home, "home");
        lacks = Map.copyOf(lacks);
        notes = List.copyOf(notes);
    }

    /** A home that is as the settings have it. */
    public static HomeReport of(String source, Home home) {
        return new HomeReport(source, true, home, Map.of(), List.of());
    }

    /** What that room lacks to be predicted; nothing when it is predicted. */
    public Optional<String> lack(RoomId room) {
        return home.isSensed(room) ? Optional.empty() : Optional.of(lacks.getOrDefault(room, NO_SENSOR));
    }
}
