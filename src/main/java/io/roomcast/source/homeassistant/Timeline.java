package io.roomcast.source.homeassistant;

import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.SensorEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one story, in the order of time and each change once, of what the history, the present states and the changes say. They tell much
 * of it twice. For one thread.
 *
 * <p>Of each sensor only changes count. What is older than what was taken already is of the latest moment taken, unless its sensor has said
 * something newer: then it was told by another way, up to {@link OccupancyTracker#TOLERANCE}; beyond that the clock was set back.
 */
final class Timeline {

    private final Map<String, SensorEvent> told = new HashMap<>();
    private final List<SensorEvent> waiting = new ArrayList<>();
    private Instant floor = Instant.MIN;
    private Instant last = Instant.MIN;

    /** Something that a sensor says since a moment. */
    void add(SensorEvent event) {
        waiting.add(event);
    }

    /** The same of many. */
    void addAll(List<SensorEvent> events) {
        waiting.addAll(events);
    }

    /** That is what a sensor says at last, whatever has been taken of it. */
    void settle(SensorEvent present) {
        SensorEvent before = told.get(present.entityId());
        Instant at = before != null && before.at().isAfter(present.at()) ? before.at() : present.at();
        add(new SensorEvent(present.entityId(), at, present.state()));
    }

    /** Nothing has been told yet, and what is of before that moment is of that moment. */
    void beginAt(Instant from) {
        told.clear();
        last = Instant.MIN;
        raise(from);
    }

    /** The latest moment of which something was taken. */
    Optional<Instant> last() {
        return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
    }

    /** When that sensor said what was taken of it last. */
    Optional<Instant> last(String sensor) {
        return Optional.ofNullable(told.get(sensor)).map(SensorEvent::at);
    }

    /** Nothing that is taken from now on is of before that moment. */
    void raise(Instant to) {
        floor = to;
    }

    /** Whatever has not been taken is not wanted. */
    void drop() {
        waiting.clear();
    }

    /** What happened before that moment and has not been taken. */
    List<SensorEvent> takeBefore(Instant end) {
        List<SensorEvent> due = waiting.stream().filter(event -> event.at().isBefore(end)).toList();
        waiting.removeIf(event -> event.at().isBefore(end));
        return take(due);
    }

    /** Everything that has not been taken. */
    List<SensorEvent> takeAll() {
        List<SensorEvent> all = List.copyOf(waiting);
        waiting.clear();
        return take(all);
    }

    private List<SensorEvent> take(List<SensorEvent> due) {
        List<SensorEvent> taken = new ArrayList<>();
        due.stream().distinct().map(this::lifted).sorted(Comparator.comparing(SensorEvent::at)).forEach(event -> {
            if (isNews(event)) {
                told.put(event.entityId(), event);
                last = event.at().isAfter(last) ? event.at() : last;
                taken.add(new SensorEvent(event.entityId(), last, event.state()));
            }
        });
        return taken;
    }

    private SensorEvent lifted(SensorEvent event) {
        return event.at().isBefore(floor) ? new SensorEvent(event.entityId(), floor, event.state()) : event;
    }

    private boolean isNews(SensorEvent event) {
        SensorEvent before = told.get(event.entityId());
        if (before == null) {
            return true;
        }
        boolean late = event.at().isBefore(before.at()) && !event.at().isBefore(before.at().minus(OccupancyTracker.TOLERANCE));
        return !late && before.state() != event.state();
    }
}
