package io.roomcast.home;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stable identifier of a room, as it stands in paths and topics: 1 to 64 characters out of {@code A-Z a-z 0-9 _}.
 *
 * <p>Immutable; ordered by its text.
 *
 * @param value the identifier itself
 */
public record RoomId(String value) implements Comparable<RoomId> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /**
     * @throws IllegalArgumentException if the value is not 1 to 64 of the permitted characters
     */
    public RoomId {
        Objects.requireNonNull(value, "value");
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("a room id is 1 to 64 letters, digits or underscores");
        }
    }

    /** The room id that the text spells, or nothing when it spells none. */
    public static Optional<RoomId> parse(String text) {
        return text != null && VALID.matcher(text).matches() ? Optional.of(new RoomId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(RoomId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
