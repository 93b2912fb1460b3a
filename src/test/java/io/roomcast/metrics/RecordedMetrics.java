package io.roomcast.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Keeps every figure in memory, so that a test can look at what was counted. Thread-safe; the order of tags does not matter. */
public final class RecordedMetrics implements Metrics {

    private final Map<String, LongCounter> counters = new ConcurrentHashMap<>();
    private final Map<String, Observations> distributions = new ConcurrentHashMap<>();
    private final Map<String, Supplier<? extends Number>> gauges = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name, String description, String... tags) {
        return counters.computeIfAbsent(id(name, tags), absent -> new LongCounter(new LongAdder()));
    }

    @Override
    public Distribution seconds(String name, String description, String... tags) {
        return distributions.computeIfAbsent(id(name, tags), absent -> new Observations(new CopyOnWriteArrayList<>()));
    }

    @Override
    public void gauge(String name, String description, Supplier<? extends Number> value, String... tags) {
        gauges.putIfAbsent(id(name, tags), value);
    }

    /** What that counter has counted; 0 when nobody asked for it. */
    public long count(String name, String... tags) {
        LongCounter counter = counters.get(id(name, tags));
        return counter == null ? 0 : counter.count();
    }

    /** What all counters of that name have counted, whatever their tags. */
    public long total(String name) {
        return counters.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name + "["))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
    }

    /** The observations of that distribution in the order in which they came; empty when nobody asked for it. */
    public List<Double> observations(String name, String... tags) {
        Observations found = distributions.get(id(name, tags));
        return found == null ? List.of() : List.copyOf(found.values());
    }

    /**
     * What that gauge shows now.
     *
     * @throws IllegalStateException if nobody registered it
     */
    public double gaugeValue(String name, String... tags) {
        Supplier<? extends Number> found = gauges.get(id(name, tags));
        if (found == null) {
            throw new IllegalStateException("there is no gauge " + id(name, tags) + ", only " + gauges.keySet());
        }
        return found.get().doubleValue();
    }

    private static String id(String name, String... tags) {
        Map<String, String> sorted = new TreeMap<>();
        Arrays.stream(tags).map(tag -> tag.split("=", 2)).forEach(pair -> sorted.put(pair[0], pair[1]));
        return name + "[" + sorted + "]";
    }

    private record LongCounter(LongAdder adder) implements Counter {
        @Override
        public void add(long n) {
            if (n < 0) {
                throw new IllegalArgumentException("a count only grows, but got " + n);
            }
            adder.add(n);
        }

        @Override
        public long count() {
            return adder.sum();
        }
    }

    private record Observations(List<Double> values) implements Distribution {
        @Override
        public void record(double value) {
            values.add(value);
        }
    }
}
