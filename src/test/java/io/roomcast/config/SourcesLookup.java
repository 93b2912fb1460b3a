package io.roomcast.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Looks settings up in sources as a container does, but for expressions. */
final class SourcesLookup implements Lookup {

    private final List<ConfigSource> sources;

    SourcesLookup(List<ConfigSource> sources) {
        this.sources = new ArrayList<>(sources);
        this.sources.sort(Comparator.comparingInt(ConfigSource::getOrdinal).reversed());
    }

    @Override
    public Optional<Found> value(String name) {
        return verbatim(name, text -> true);
    }

    @Override
    public Optional<Found> verbatim(String name, Predicate<String> usable) {
        return sources.stream()
                .filter(source -> source.getValue(name) != null && usable.test(source.getValue(name)))
                .map(source -> new Found(source.getValue(name), source.getName(), source.getOrdinal()))
                .findFirst();
    }

    @Override
    public Optional<Found> verbatim(String name) {
        return value(name);
    }

    @Override
    public Iterable<String> names() {
        TreeSet<String> names = new TreeSet<>();
        sources.forEach(source -> names.addAll(source.getPropertyNames()));
        return names;
    }
}
