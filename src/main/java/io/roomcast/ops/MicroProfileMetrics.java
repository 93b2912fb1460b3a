package io.roomcast.ops;

import io.roomcast.metrics.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The figures as MicroProfile Metrics. What was registered here is taken out again when the application stops, since a server
 * may keep the registry longer than the application. Thread-safe.
 *
 * <p>Durations are timers: MicroProfile's histograms take whole numbers only. Which quantiles they show is configuration
 * ({@code mp.metrics.distribution.percentiles}).
 */
@ApplicationScoped
public class MicroProfileMetrics implements Metrics {

    private static final double NANOS_PER_SECOND = 1e9;

    private final MetricRegistry registry;
    /** The description given first stands for all tags of a name: a registry refuses a second one. */
    private final Map<String, Metadata> metadata = new ConcurrentHashMap<>();
    private final Set<MetricID> registered = ConcurrentHashMap.newKeySet();

    /** For the container's proxy only. */
    protected MicroProfileMetrics() {
        this(null);
    }

    @Inject
    public MicroProfileMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Counter counter(String name, String description, String... tags) {
        return new RegisteredCounter(registry.counter(metadata(name, description), remembered(name, tags)));
    }

    @Override
    public Distribution seconds(String name, String description, String... tags) {
        return new RegisteredTimer(registry.timer(metadata(name, description), remembered(name, tags)));
    }

    @Override
    public void gauge(String name, String description, Supplier<? extends Number> value, String... tags) {
        registry.gauge(metadata(name, description), () -> value.get(), remembered(name, tags));
    }

    /** Takes every instrument out of the registry. */
    @PreDestroy
    void unregister() {
        registered.forEach(registry::remove);
        registered.clear();
    }

    private Metadata metadata(String name, String description) {
        return metadata.computeIfAbsent(name,
                absent -> Metadata.builder().withName(name).withDescription(description).build());
    }

    private Tag[] remembered(String name, String... tags) {
        Tag[] pairs = Arrays.stream(tags).map(MicroProfileMetrics::tag).toArray(Tag[]::new);
        registered.add(new MetricID(name, pairs));
        return pairs;
    }

    private static Tag tag(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a tag is written key=value, but got " + text);
        }
        return new Tag(text.substring(0, equals), text.substring(equals + 1));
    }

    private record RegisteredCounter(org.eclipse.microprofile.metrics.Counter counter) implements Counter {
        @Override
        public void add(long n) {
            counter.inc(n);
        }

        @Override
        public long count() {
            return counter.getCount();
        }
    }

    private record RegisteredTimer(Timer timer) implements Distribution {
        @Override
        public void record(double seconds) {
            timer.update(Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND)));
        }
    }
}
