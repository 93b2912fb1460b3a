package io.roomcast.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Which socket got which update of a publication, and after how long. Thread-safe. */
final class Deliveries {

    private final Publication publication;
    private final BitSet[] seen;
    private long[] latencies = new long[1024];
    private int measured;
    private long repeated;
    private long delivered;
    private int textLength;

    Deliveries(Publication publication, int sockets) {
        this.publication = publication;
        this.seen = IntStream.range(0, sockets).mapToObj(i -> new BitSet(publication.updates())).toArray(BitSet[]::new);
    }

    synchronized void received(int socket, byte[] bytes, int from, int to, long now) {
        publication.find(bytes, from, to, update -> {
            textLength = to - from;
            record(socket, update, now);
        });
    }

    private void record(int socket, int update, long now) {
        if (seen[socket].get(update)) {
            repeated++;
            return;
        }
        seen[socket].set(update);
        delivered++;
        if (publication.isMeasured(update)) {
            if (measured == latencies.length) {
                latencies = Arrays.copyOf(latencies, measured * 2);
            }
            latencies[measured++] = publication.age(update, now);
        }
    }

    long expected() {
        return (long) seen.length * publication.updates();
    }

    synchronized long delivered() {
        return delivered;
    }

    synchronized long repeated() {
        return repeated;
    }

    /** Bytes of the text that brought the latest update. */
    synchronized int textLength() {
        return textLength;
    }

    /** Whether the first socket has the newest update of every room. */
    synchronized boolean hasNewestOfEveryRoom() {
        int updates = publication.updates();
        return seen[0].get(Math.max(0, updates - publication.rooms()), updates).cardinality()
                == Math.min(updates, publication.rooms());
    }

    synchronized Latencies latencies() {
        return Latencies.of(Arrays.copyOf(latencies, measured));
    }

    /** Latencies in milliseconds; NaN throughout when nothing was measured. */
    record Latencies(double p50, double p90, double p99, double max) {

        static Latencies of(long[] nanos) {
            Arrays.sort(nanos);
            return new Latencies(at(nanos, 0.50), at(nanos, 0.90), at(nanos, 0.99), at(nanos, 1.0));
        }

        Latencies per(Latencies other) {
            return new Latencies(p50 / other.p50, p90 / other.p90, p99 / other.p99, max / other.max);
        }

        private static double at(long[] sorted, double quantile) {
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)] / 1e6;
        }
    }
}
