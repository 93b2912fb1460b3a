package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * What is told of one home from when it became known: its past, piece by piece, then what happens, with the time for which Home Assistant
 * is away. For one thread.
 */
final class Story {

    private static final Logger LOG = Logger.getLogger(Story.class.getPackageName());
    /** Of different sensors, what happens at about the same time may be told in another order. */
    private static final Duration DISORDER = Duration.ofSeconds(5);

    private final Home home;
    private final Set<String> sensors;
    private final boolean kept;
    private final Delivery delivery;
    private final Figures figures;
    private final Timeline timeline = new Timeline();
    /** All before that moment is told; absent: nothing is. */
    private Optional<Instant> reached;
    /** Up to then it was heard what happens. */
    private Instant heard = Instant.MIN;
    private boolean caughtUp;
    private boolean unavailable;

    /**
     * @param since   the latest event that is kept of the home; absent: none is
     * @param figures told how far it is
     */
    Story(Home home, Optional<Instant> since, Delivery delivery, Figures figures) {
        this.home = home;
        this.sensors = home.sensors().stream().map(Sensor::entityId).collect(Collectors.toCollection(LinkedHashSet::new));
        this.kept = since.isPresent();
        this.delivery = delivery;
        this.figures = figures;
        this.reached = since;
        timeline.beginAt(since.orElse(Instant.MIN));
        figures.standAt(since.orElse(Instant.EPOCH));
    }

    Home home() {
        return home;
    }

    List<String> sensors() {
        return List.copyOf(sensors);
    }

    /** All before that moment is told; absent: nothing is. */
    Optional<Instant> reached() {
        return reached;
    }

    /** Whether something is kept of the home, while it is not yet said that this is its past. */
    boolean hasUntoldMemory() {
        return kept && !caughtUp;
    }

    /** Whether it went on without Home Assistant. */
    boolean isUnavailable() {
        return unavailable;
    }

    /** There is a past from that moment on, of which nothing was known. */
    void beginAt(Instant moment) {
        timeline.beginAt(moment);
    }

    /** Takes a piece of the past as of a {@link PastReader}; comes when it is told. */
    CompletableFuture<Void> past(List<SensorEvent> events, Instant end) {
        timeline.addAll(events);
        if (end.equals(Instant.MAX)) {
            return CompletableFuture.completedFuture(null);
        }
        reached = Optional.of(end);
        figures.standAt(end);
        return delivery.events(timeline.takeBefore(end));
    }

    /**
     * What these sensors said after what is told nobody tells. What one says now it has said ever since, if it began before that.
     *
     * @param present what they say now
     */
    void lose(List<String> unknown, StateBook present) {
        known().ifPresent(known -> unknown.forEach(sensor -> {
            Instant last = timeline.last(sensor).filter(known::isBefore).orElse(known);
            if (present.present(sensor).filter(now -> !now.at().isAfter(last)).isEmpty()) {
                timeline.add(new SensorEvent(sensor, last.plusMillis(1), SensorState.UNAVAILABLE));
            }
        }));
    }

    private Optional<Instant> known() {
        return reached.map(moment -> moment.isAfter(heard) ? moment : heard);
    }

    /** All of the past is told that can be for now. */
    void pastIsTold() {
        if (!caughtUp) {
            caughtUp = true;
            delivery.caughtUp();
        }
    }

    /** Something has happened; it is told when {@link #pass} says so, or at last as what is present if it goes on without. */
    void hear(List<SensorEvent> news) {
        if (unavailable) {
            return;
        }
        news.stream().filter(change -> sensors.contains(change.entityId())).forEach(timeline::add);
    }

    /** Tells all that was heard. */
    void pass() {
        List<SensorEvent> news = timeline.takeAll();
        if (!news.isEmpty()) {
            delivery.events(news);
        }
    }

    /** Home Assistant is lost: time stands still. */
    void standAt(Instant moment) {
        reached = timeline.last().map(last -> last.minus(DISORDER)).or(() -> reached);
        heard = moment;
        figures.standAt(moment);
    }

    /**
     * It takes too long: time goes on, and nothing is known from the loss on. Not possible where nothing is told nor kept.
     *
     * @param present what was known last
     */
    void goOnWithout(Instant loss, StateBook present) {
        if (unavailable || !caughtUp && !kept) {
            return;
        }
        LOG.warning(() -> "Home Assistant has not been heard since " + loss + ": its sensors count as unavailable from then on");
        unavailable = true;
        if (!caughtUp) {
            sensors.forEach(sensor -> present.present(sensor).ifPresent(timeline::add));
            delivery.events(timeline.takeBefore(loss));
        }
        timeline.drop();
        Instant at = timeline.last().filter(loss::isBefore).orElse(loss);
        sensors.forEach(sensor -> timeline.add(new SensorEvent(sensor, at, SensorState.UNAVAILABLE)));
        delivery.events(timeline.takeAll());
        figures.goOn();
        pastIsTold();
    }

    /**
     * The home becomes another one: of those of its sensors that are not in that one nothing is known any more.
     *
     * @param now absent: they have not been heard of late
     */
    void giveWay(Home other, Optional<Instant> now) {
        Set<String> staying = other.sensorIds();
        timeline.drop();
        now.or(() -> known().map(last -> last.plusMillis(1))).ifPresent(moment -> sensors.stream()
                .filter(sensor -> !staying.contains(sensor))
                .forEach(sensor -> timeline.settle(new SensorEvent(sensor, moment, SensorState.UNAVAILABLE))));
        pass();
    }

    /** Whatever happened while it went on without Home Assistant is over by then. */
    void resumeAt(Instant moment) {
        timeline.raise(moment);
    }

    /** The past is told; what the sensors say is told as of now, and time goes on. */
    void goLive(StateBook book, Instant now) {
        List<SensorEvent> present = sensors.stream().map(sensor ->
                book.present(sensor).orElseGet(() -> new SensorEvent(sensor, now, SensorState.UNAVAILABLE))).toList();
        timeline.addAll(present);
        pass();
        present.forEach(timeline::settle);
        pass();
        unavailable = false;
        figures.goOn();
        pastIsTold();
    }
}
