package io.roomcast.store;

import io.roomcast.access.Capability;
import io.roomcast.access.Rights;
import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rights as two columns that a person can read in the table.
 *
 * @param capabilities the names in lower case, separated by commas
 * @param rooms        the room ids, separated by commas; empty for all rooms
 */
record RightsText(String capabilities, String rooms) {

    private static final String SEPARATOR = ",";

    static RightsText of(Rights rights) {
        return new RightsText(
                rights.capabilities().stream()
                        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(SEPARATOR)),
                rights.rooms().rooms().stream().map(RoomId::value).collect(Collectors.joining(SEPARATOR)));
    }

    Rights rights() {
        return new Rights(
                words(capabilities).map(word -> Capability.valueOf(word.toUpperCase(Locale.ROOT))).collect(Collectors.toSet()),
                RoomFilter.of(words(rooms).map(RoomId::new).toList()));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(SEPARATOR)).map(String::strip).filter(word -> !word.isEmpty());
    }
}
