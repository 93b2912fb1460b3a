package io.roomcast.wire;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from what they stand for, so that every node that reads the same payload finds the same one. */
final class NameBasedId {

    private NameBasedId() {
    }

    static String of(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            String text = part.toString();
            name.append(text.length()).append(':').append(text);
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
