package io.roomcast.bench;

import io.roomcast.home.RoomId;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to learn 50 rooms from half a year of 100 sensors, on two threads and 1 GiB of heap. Run with
 * {@code mvn -q test-compile exec:exec@bench -Dbench=TrainingBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 0)
@Measurement(iterations = 2)
public class TrainingBenchmark {

    private static final int ROOMS = 50;
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(180));

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private HomeHistory history;

    @Setup
    public void live() {
        List<RoomId> rooms = IntStream.range(0, ROOMS).mapToObj(i -> new RoomId("room_" + i)).toList();
        history = ForecastBenchmark.history(rooms);
    }

    @TearDown
    public void stop() {
        workers.shutdown();
    }

    @Benchmark
    public HomeModel fiftyRooms() {
        return HomeModel.learn(history, END, "bench", workers, (done, total) -> { });
    }
}
