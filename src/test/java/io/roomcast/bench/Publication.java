package io.roomcast.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/**
 * A numbered series of updates and when each was published. A number travels inside {@code model_version}, the one
 * free text that comes through the server untouched, behind a marker that no other series has. Thread-safe.
 */
final class Publication {

    private final String marker;
    private final byte[] markerBytes;
    private final AtomicLongArray publishedAt;
    private final int warmUp;
    private final int rooms;

    /**
     * @param warmUp  how many of the updates are not measured
     * @param updates how many there are with these
     */
    Publication(String name, int warmUp, int updates, int rooms) {
        this.marker = name + "-n";
        this.markerBytes = marker.getBytes(StandardCharsets.US_ASCII);
        this.publishedAt = new AtomicLongArray(updates);
        this.warmUp = warmUp;
        this.rooms = rooms;
    }

    int updates() {
        return publishedAt.length();
    }

    int rooms() {
        return rooms;
    }

    boolean isMeasured(int update) {
        return update >= warmUp;
    }

    String room(int update) {
        return "load_" + (update % rooms + 1);
    }

    String version(int update) {
        return marker + update;
    }

    void publishing(int update) {
        publishedAt.set(update, System.nanoTime());
    }

    /** Nanoseconds from the publication of an update to {@code now}, a reading of {@link System#nanoTime()}. */
    long age(int update, long now) {
        return now - publishedAt.get(update);
    }

    /** Hands over the number of every update of this series that the bytes mention. */
    void find(byte[] bytes, int from, int to, IntConsumer found) {
        for (int at = from; at + markerBytes.length < to; at++) {
            if (bytes[at] == markerBytes[0] && matches(bytes, at)) {
                int number = 0;
                int digit = at + markerBytes.length;
                while (digit < to && bytes[digit] >= '0' && bytes[digit] <= '9') {
                    number = number * 10 + bytes[digit++] - '0';
                }
                found.accept(number);
                at = digit - 1;
            }
        }
    }

    private boolean matches(byte[] bytes, int at) {
        for (int i = 1; i < markerBytes.length; i++) {
            if (bytes[at + i] != markerBytes[i]) {
                return false;
            }
        }
        return true;
    }
}
