package io.roomcast.bench;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyListener;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorLimits;
import io.roomcast.home.SensorState;
import io.roomcast.source.Recording;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events a second a recorded home is replayed at without prediction: 100 sensors in 20 rooms, an event every ten seconds or
 * so. Run with {@code mvn -q test-compile exec:exec@bench -Dbench=ReplayBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ReplayBenchmark {

    private static final int EVENTS = 200_000;
    private static final int ROOMS = 20;
    private static final int SENSORS = 100;
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

    private Home home;
    private List<SensorEvent> events;
    private Path plain;
    private Path compressed;

    /** Writes the recording. */
    @Setup
    public void record() throws IOException {
        List<Room> rooms = IntStream.range(0, ROOMS).mapToObj(room -> Room.named(new RoomId("room_" + room))).toList();
        List<Sensor> sensors = IntStream.range(0, SENSORS).mapToObj(sensor -> new Sensor("binary_sensor.sensor_" + sensor,
                SensorKind.values()[sensor % 3], rooms.get(sensor % ROOMS).id())).toList();
        home = new Home(ZONE, rooms, sensors, Home.DEFAULT_HOLD_OFF, Map.of());
        events = new ArrayList<>(EVENTS);
        StringBuilder text = new StringBuilder("timestamp,entity_id,state\n");
        Random random = new Random(1);
        boolean[] on = new boolean[SENSORS];
        LocalDateTime time = LocalDateTime.parse("2026-01-05T00:00:00");
        for (int i = 0; i < EVENTS; i++) {
            time = time.plusSeconds(random.nextInt(20));
            int sensor = random.nextInt(SENSORS);
            on[sensor] = !on[sensor];
            SensorState state = on[sensor] ? SensorState.ON : SensorState.OFF;
            events.add(new SensorEvent(sensors.get(sensor).entityId(), time.atZone(ZONE).toInstant(), state));
            text.append(time.toString(), 0, 16).append(":%02d".formatted(time.getSecond())).append(',').append(sensors.get(sensor).entityId())
                    .append(',').append(on[sensor] ? "on" : "off").append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        plain = Files.write(Files.createTempFile("replay", ".csv"), bytes);
        compressed = Files.createTempFile("replay", ".csv.gz");
        try (OutputStream out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(compressed)))) {
            out.write(bytes);
        }
    }

    /** Takes the recording away again. */
    @TearDown
    public void clear() throws IOException {
        Files.delete(plain);
        Files.delete(compressed);
    }

    /** From the plain file to occupancy. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long replayPlain() throws IOException {
        return replay(plain);
    }

    /** From the compressed file to occupancy. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long replayCompressed() throws IOException {
        return replay(compressed);
    }

    /** From events in memory to occupancy. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long occupancyOnly() {
        Count count = new Count();
        OccupancyTracker tracker = new OccupancyTracker(home, SensorLimits.standard(), count);
        events.forEach(tracker::accept);
        return count.calls;
    }

    private long replay(Path file) throws IOException {
        Count count = new Count();
        OccupancyTracker tracker = new OccupancyTracker(home, SensorLimits.standard(), count);
        try (Recording recording = Recording.open(file, ZONE, Duration.ZERO, (line, why) -> {
            throw new IllegalStateException("line " + line + " " + why);
        })) {
            for (Optional<SensorEvent> event = recording.next(); event.isPresent(); event = recording.next()) {
                tracker.accept(event.get());
            }
        }
        return count.calls;
    }

    /** Counts what it hears. */
    private static final class Count implements OccupancyListener {

        private long calls;

        @Override
        public void evidenceBegan(Sensor sensor, Instant at) {
            calls++;
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            calls++;
        }

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            calls++;
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            calls++;
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            calls++;
        }
    }
}
