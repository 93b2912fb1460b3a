package io.roomcast.bench;

import io.roomcast.config.Directories;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.store.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * How long it takes to load and to keep the model of a building of 50 rooms that was learned from half a year of 100 sensors; the first
 * figure of loading is that of a start, in a process that has not loaded any yet. Run with
 * {@code mvn -q test-compile exec:exec@bench -Dbench=ModelFilesBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 0)
@Measurement(iterations = 10)
public class ModelFilesBenchmark {

    private static final int ROOMS = 50;
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(180));

    private Path directory;
    private ModelFiles files;
    private HomeModel model;

    /** Learns the model and keeps it. */
    @Setup
    public void keepOne() throws IOException {
        HomeHistory history = ForecastBenchmark.history(IntStream.range(0, ROOMS).mapToObj(i -> new RoomId("room_" + i)).toList());
        model = HomeModel.learn(history, END, "bench", (done, total) -> { });
        directory = Files.createTempDirectory("models");
        files = new ModelFiles(new Directories(directory, directory));
        files.keep(model);
    }

    /** Takes the files away again. */
    @TearDown
    public void clear() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> inwards = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : inwards) {
                Files.delete(path);
            }
        }
    }

    /** From the file to the model. */
    @Benchmark
    public HomeModel load() {
        return files.model().orElseThrow();
    }

    /** From the model to the file. */
    @Benchmark
    public HomeModel keep() {
        files.keep(model);
        return model;
    }
}
