package io.roomcast.tracking.accuracy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Moments as numbers, to be written down.
 *
 * @param seconds of each since 1970
 * @param nanos   of each within its second
 */
record Moments(long[] seconds, int[] nanos) {

    /**
     * @throws IllegalArgumentException if there are not as many of the one as of the other
     */
    Moments {
        if (seconds.length != nanos.length) {
            throw new IllegalArgumentException(seconds.length + " seconds and " + nanos.length + " parts of one");
        }
    }

    static Moments of(List<Instant> moments) {
        return new Moments(moments.stream().mapToLong(Instant::getEpochSecond).toArray(),
                moments.stream().mapToInt(Instant::getNano).toArray());
    }

    int size() {
        return seconds.length;
    }

    Instant get(int index) {
        return Instant.ofEpochSecond(seconds[index], nanos[index]);
    }

    /** The one that there is at most. */
    Optional<Instant> first() {
        return IntStream.range(0, size()).mapToObj(this::get).findFirst();
    }
}
