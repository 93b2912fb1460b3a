package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.tracking.SensorSource.Sink;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what it is told, and insists on the order of time. Thread-safe. */
final class RecordingSink implements Sink {

    private final List<Home> homes = new ArrayList<>();
    private final List<SensorEvent> events = new ArrayList<>();
    private Optional<Instant> kept = Optional.empty();
    private Instant last = Instant.MIN;
    private final Set<String> unheard = new HashSet<>();
    private final List<SensorEvent> recollected = new ArrayList<>();
    private int caughtUp;
    private boolean away;
    private boolean refusesHomes;

    /** What it is to say is the latest event that is kept. */
    synchronized void keeps(Instant latest) {
        kept = Optional.of(latest);
    }

    /** What it is to take for the home that is known before anything is told. */
    synchronized void knows(Home home) {
        homes.add(home);
    }

    /** Whether what it keeps cannot be read or added to. */
    synchronized void away(boolean now) {
        away = now;
    }

    /** Whether it cannot take a home. */
    synchronized void refusesHomes(boolean now) {
        refusesHomes = now;
    }

    @Override
    public synchronized Optional<Instant> home(Home home) {
        require(!refusesHomes);
        homes.add(home);
        last = Instant.MIN;
        return kept;
    }

    @Override
    public synchronized void accept(List<SensorEvent> news) {
        for (SensorEvent event : news) {
            if (homes.isEmpty() || event.at().isBefore(last)) {
                throw new IllegalStateException("out of order: " + event + " after " + last);
            }
            last = event.at();
            events.add(event);
        }
    }

    @Override
    public synchronized void caughtUp() {
        caughtUp++;
    }

    private static void require(boolean there) {
        if (!there) {
            throw new StoreUnavailableException("it is away", new IllegalStateException());
        }
    }

    /** That sensor is one of which nothing is kept. */
    synchronized void hasNotHeard(String entityId) {
        unheard.add(entityId);
    }

    @Override
    public synchronized Set<String> unheard(Set<String> sensors) {
        require(!away);
        return sensors.stream().filter(unheard::contains).collect(Collectors.toSet());
    }

    @Override
    public synchronized void recollect(List<SensorEvent> past) {
        require(!away);
        past.forEach(event -> unheard.remove(event.entityId()));
        recollected.addAll(past);
    }

    /** What it was told of the past of sensors before they came into the home. */
    synchronized List<SensorEvent> recollected() {
        return List.copyOf(recollected);
    }

    synchronized List<Home> homes() {
        return List.copyOf(homes);
    }

    synchronized Home home() {
        return homes.get(homes.size() - 1);
    }

    synchronized int timesCaughtUp() {
        return caughtUp;
    }

    synchronized List<SensorEvent> events() {
        return List.copyOf(events);
    }

    /** What came since it was asked last. */
    synchronized List<SensorEvent> take() {
        List<SensorEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** What that sensor said, as short as it gets. */
    synchronized List<SensorState> statesOf(String entityId) {
        return events.stream().filter(event -> event.entityId().equals(entityId)).map(SensorEvent::state).toList();
    }
}
