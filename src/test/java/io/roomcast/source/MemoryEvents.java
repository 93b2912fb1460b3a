package io.roomcast.source;

import io.roomcast.home.SensorEvent;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps events for as long as the test lasts, and is away when the test says so. */
final class MemoryEvents implements EventStore {

    private final List<SensorEvent> events = new ArrayList<>();
    private int calls;
    private boolean away;

    List<SensorEvent> events() {
        return List.copyOf(events);
    }

    int calls() {
        return calls;
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public void append(List<SensorEvent> more) {
        calls++;
        requireThere();
        events.addAll(more);
    }

    @Override
    public void replay(Instant from, Consumer<? super SensorEvent> receiver) {
        requireThere();
        events().stream().filter(event -> !event.at().isBefore(from)).sorted(Comparator.comparing(SensorEvent::at)).forEach(receiver);
    }

    @Override
    public Set<String> sensors() {
        requireThere();
        return events.stream().map(SensorEvent::entityId).collect(Collectors.toSet());
    }

    @Override
    public Optional<Instant> latestBefore(Instant moment) {
        requireThere();
        return events.stream().map(SensorEvent::at).filter(at -> at.isBefore(moment)).max(Instant::compareTo);
    }

    @Override
    public long forgetBefore(Instant moment) {
        requireThere();
        int before = events.size();
        events.removeIf(event -> event.at().isBefore(moment));
        return before - events.size();
    }

    private void requireThere() {
        if (away) {
            throw new StoreUnavailableException("away", null);
        }
    }
}
