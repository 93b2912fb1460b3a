package io.roomcast.ops;

import io.roomcast.metrics.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The figures as MicroProfile Metrics. What was registered here is taken out again when the application stops, since a server
 * may keep the registry longer than the application. Thread-safe.
 *
 * <p>A distribution is a family of gauges that a Prometheus reads as a histogram: {@code name_bucket} with the tag {@code le},
 * {@code name_count} and {@code name_sum}. The timers of MicroProfile will not do: on one server their buckets count a sample
 * only and their quantiles are in nanoseconds, and on both a record costs about a microsecond, on a path taken for every
 * message to every socket.
 */
@ApplicationScoped
public class MicroProfileMetrics implements Metrics {

    private final MetricRegistry registry;
    /** The description given first stands for all tags of a name: a registry refuses a second one. */
    private final Map<String, Metadata> metadata = new ConcurrentHashMap<>();
    private final Map<MetricID, Buckets> distributions = new ConcurrentHashMap<>();
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
        return distributions.computeIfAbsent(new MetricID(name, pairs(tags)), absent -> {
            Buckets buckets = new Buckets();
            for (int index = 0; index < buckets.size(); index++) {
                int bucket = index;
                gauge(name + "_bucket", description, () -> buckets.upTo(bucket), and(tags, "le=" + buckets.label(bucket)));
            }
            gauge(name + "_count", description, buckets::count, tags);
            gauge(name + "_sum", description, buckets::sum, tags);
            return buckets;
        });
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
        Tag[] pairs = pairs(tags);
        registered.add(new MetricID(name, pairs));
        return pairs;
    }

    private static String[] and(String[] tags, String more) {
        String[] all = Arrays.copyOf(tags, tags.length + 1);
        all[tags.length] = more;
        return all;
    }

    private static Tag[] pairs(String... tags) {
        return Arrays.stream(tags).map(MicroProfileMetrics::tag).toArray(Tag[]::new);
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
}
