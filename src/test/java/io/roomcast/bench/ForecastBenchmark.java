package io.roomcast.bench;

import io.roomcast.home.Home;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorLimits;
import io.roomcast.home.SensorState;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.Forecaster;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long it takes to forecast one room, and all 50 of a building, that was watched by 100 sensors for half a year. Run with
 * {@code mvn -q test-compile exec:exec@bench -Dbench=ForecastBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ForecastBenchmark {

    private static final int ROOMS = 50;
    private static final int SENSORS = 100;
    private static final int DAYS = 180;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<RoomId> rooms = IntStream.range(0, ROOMS).mapToObj(i -> new RoomId("room_" + i)).toList();
    private Forecaster forecaster;
    private Instant now;
    private int next;

    @Setup
    public void train() {
        HomeHistory history = history(rooms);
        now = START.plus(Duration.ofDays(DAYS));
        forecaster = new Forecaster(history);
        forecaster.adopt(HomeModel.learn(history, now, "bench", (done, total) -> { }));
    }

    @Benchmark
    public Forecast oneRoom() {
        next = (next + 1) % ROOMS;
        return forecaster.forecast(rooms.get(next), now);
    }

    @Benchmark
    public void wholeBuilding(Blackhole blackhole) {
        rooms.forEach(room -> blackhole.consume(forecaster.forecast(room, now)));
    }

    /** Half a year of people who come to a room some twenty times a day, more often by day than by night. */
    static HomeHistory history(List<RoomId> rooms) {
        List<Sensor> sensors = IntStream.range(0, SENSORS)
                .mapToObj(i -> new Sensor("binary_sensor.s" + i, i % 2 == 0 ? SensorKind.MOTION : SensorKind.PRESENCE, rooms.get(i % rooms.size())))
                .toList();
        Home home = new Home(ZoneId.of("Europe/Vienna"), rooms.stream().map(Room::named).toList(), sensors, Home.DEFAULT_HOLD_OFF, Map.of());
        HomeHistory history = new HomeHistory(home);
        OccupancyTracker tracker = new OccupancyTracker(home, SensorLimits.standard(), history);
        Random random = new Random(1);
        List<SensorEvent> events = new ArrayList<>();
        for (Sensor sensor : sensors) {
            for (int day = 0; day < DAYS; day++) {
                for (int visit = 0; visit < 10; visit++) {
                    double hour = Math.max(0, Math.min(23, 15 + 5 * random.nextGaussian()));
                    Instant from = START.plus(Duration.ofDays(day)).plusSeconds((long) (hour * 3600));
                    events.add(new SensorEvent(sensor.entityId(), from, SensorState.ON));
                    events.add(new SensorEvent(sensor.entityId(), from.plusSeconds(20 + random.nextInt(900)), SensorState.OFF));
                }
            }
        }
        events.sort(java.util.Comparator.comparing(SensorEvent::at));
        events.forEach(tracker::accept);
        return history;
    }
}
