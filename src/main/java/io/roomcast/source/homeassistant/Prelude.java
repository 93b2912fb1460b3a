package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What some sensors say before they come into the home: their past, piece by piece, and what is heard of them meanwhile, each change once.
 * For one thread.
 */
final class Prelude {

    private final List<String> sensors;
    private final Timeline timeline = new Timeline();
    private Map<String, List<SensorEvent>> said = new LinkedHashMap<>();
    private Instant reached = Instant.MIN;

    Prelude(List<String> sensors) {
        this.sensors = List.copyOf(sensors);
    }

    List<String> sensors() {
        return sensors;
    }

    /** There is a past from that moment on. */
    void beginAt(Instant moment) {
        timeline.beginAt(moment);
    }

    /** Takes a piece of the past as of a {@link PastReader}. */
    void past(List<SensorEvent> events, Instant end) {
        timeline.addAll(events);
        reached = end;
        add(timeline.takeBefore(end));
    }

    /** The rest of the past is not told: it is not known what those said that had said something. */
    void lose() {
        said.keySet().forEach(sensor -> timeline.settle(new SensorEvent(sensor, reached.plusMillis(1), SensorState.UNAVAILABLE)));
    }

    /** One of them has said something just now. */
    void hear(SensorEvent news) {
        timeline.add(news);
    }

    /** All that was said since it was asked last, sensor by sensor. */
    List<List<SensorEvent>> take() {
        add(timeline.takeAll());
        List<List<SensorEvent>> taken = List.copyOf(said.values());
        said = new LinkedHashMap<>();
        return taken;
    }

    private void add(List<SensorEvent> events) {
        events.forEach(event -> said.computeIfAbsent(event.entityId(), first -> new ArrayList<>()).add(event));
    }
}
