package io.roomcast.ops;

import io.roomcast.metrics.Metrics.Distribution;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations in seconds by fixed ranges, so that quantiles can be worked out over any time and any number of nodes.
 * Thread-safe and without locks; figures read while others record may differ by what is just being recorded.
 */
final class Buckets implements Distribution {

    /** Upper bounds, inclusive: fine where deliveries lie, and up to a day for the life of a connection. */
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3_600, 86_400
    };

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final DoubleAdder sum = new DoubleAdder();

    Buckets() {
        Arrays.setAll(counts, index -> new LongAdder());
    }

    @Override
    public void record(double seconds) {
        int found = Arrays.binarySearch(BOUNDS, seconds);
        counts[found >= 0 ? found : -found - 1].increment();
        sum.add(seconds);
    }

    /** How many buckets there are; the last one has no bound. */
    int size() {
        return counts.length;
    }

    /** The upper bound of that bucket as Prometheus writes it. */
    String label(int bucket) {
        return bucket == BOUNDS.length ? "+Inf" : String.valueOf(BOUNDS[bucket]);
    }

    /** How many observations lie in that bucket or a lower one. */
    long upTo(int bucket) {
        long total = 0;
        for (int index = 0; index <= bucket; index++) {
            total += counts[index].sum();
        }
        return total;
    }

    long count() {
        return upTo(BOUNDS.length);
    }

    double sum() {
        return sum.sum();
    }
}
