package io.roomcast.source.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TimelinePropertiesTest {

    private static final Instant BEGINNING = Instant.parse("2026-01-15T00:00:00Z");
    private static final List<String> SENSORS = List.of("binary_sensor.a", "binary_sensor.b", "binary_sensor.c");

    /** What really happened: each event a change, no two at once. */
    private static List<SensorEvent> truth(Random random, int size) {
        List<SensorEvent> truth = new ArrayList<>();
        Map<String, SensorState> states = new HashMap<>();
        Instant at = BEGINNING;
        while (truth.size() < size) {
            at = at.plusMillis(1 + random.nextInt(10_000));
            String sensor = SENSORS.get(random.nextInt(SENSORS.size()));
            SensorState state = SensorState.values()[random.nextInt(3)];
            if (states.put(sensor, state) != state) {
                truth.add(new SensorEvent(sensor, at, state));
            }
        }
        return truth;
    }

    @Property(tries = 500)
    void snapshotHistoryAndLiveEventsInAnyInterleavingAreTheTruth(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        List<SensorEvent> truth = truth(random, size);
        int snapshotAt = random.nextInt(size + 1);
        int recordedUntil = snapshotAt + random.nextInt(size - snapshotAt + 1);
        int heardUntil = recordedUntil + random.nextInt(size - recordedUntil + 1);
        Map<String, SensorEvent> snapshot = new HashMap<>();
        truth.subList(0, snapshotAt).forEach(event -> snapshot.put(event.entityId(), event));
        Timeline timeline = new Timeline();
        timeline.beginAt(BEGINNING);

        List<SensorEvent> told = new ArrayList<>();
        List<SensorEvent> early = new ArrayList<>(snapshot.values());
        early.addAll(truth.subList(snapshotAt, heardUntil));
        int pieces = random.nextInt(4);
        int piece = 0;
        for (int i = 0; i < pieces; i++) {
            int end = piece + random.nextInt(snapshotAt - piece + 1);
            moveSome(random, early, timeline);
            timeline.addAll(truth.subList(piece, end));
            told.addAll(timeline.takeBefore(end < size ? truth.get(end).at() : Instant.MAX));
            piece = end;
        }
        timeline.addAll(truth.subList(piece, recordedUntil));
        timeline.addAll(early);
        told.addAll(timeline.takeAll());
        for (SensorEvent event : truth.subList(heardUntil, size)) {
            timeline.add(event);
            told.addAll(timeline.takeAll());
        }

        assertThat(told).isEqualTo(truth);
    }

    private static void moveSome(Random random, List<SensorEvent> from, Timeline to) {
        for (int count = random.nextInt(from.size() + 1); count > 0; count--) {
            to.add(from.remove(0));
        }
    }

    @Property(tries = 300)
    void whateverIsAddedWhatIsTakenIsInTheOrderOfTime(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline();
        List<SensorEvent> told = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            timeline.add(new SensorEvent(SENSORS.get(random.nextInt(3)), BEGINNING.plusSeconds(random.nextInt(1_000)),
                    SensorState.values()[random.nextInt(3)]));
            if (random.nextInt(3) == 0) {
                told.addAll(timeline.takeBefore(BEGINNING.plusSeconds(random.nextInt(1_000))));
            }
        }
        told.addAll(timeline.takeAll());

        assertThat(told).extracting(SensorEvent::at).isSorted();
    }
}
