package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

    private static final RecordFile<Everything> FILES = new RecordFile<>(Everything.class, "");

    @TempDir
    private Path directory;
    private Path scratch;

    record Inner(short[] shorts, Optional<String> text) {
    }

    record Everything(boolean flag, byte small, short medium, int number, long large, float single, double real, String text,
            boolean[] flags, byte[] bytes, int[] numbers, long[] larges, float[][] singles, double[][] reals, Inner inner,
            List<Inner> inners, Optional<Inner> perhaps, Inner[] array, List<List<String>> nested) {
    }

    @BeforeProperty
    void makeScratch() throws IOException {
        scratch = Files.createTempDirectory("record-file");
    }

    @AfterProperty
    void deleteScratch() throws IOException {
        try (var files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(scratch);
    }

    private static Everything everything(int number, double real, String text, double[] reals) {
        Inner inner = new Inner(new short[] {1, -2, Short.MIN_VALUE}, Optional.of(text));
        return new Everything(true, (byte) -7, (short) 300, number, -number, (float) real, real, text, new boolean[] {true, false},
                new byte[] {0, -1}, new int[] {number}, new long[] {Long.MIN_VALUE}, new float[][] {{}, {(float) real, Float.MIN_VALUE}},
                new double[][] {reals, {Double.POSITIVE_INFINITY, -0.0}}, inner, List.of(inner, new Inner(new short[0], Optional.empty())),
                Optional.empty(), new Inner[] {inner}, List.of(List.of(), List.of(text, "")));
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll int number, @ForAll double real, @ForAll @Size(max = 50) String text, @ForAll double[] reals)
            throws IOException {
        Everything record = everything(number, real, text, reals);
        Path file = scratch.resolve("a.record");

        FILES.write(file, record);

        assertThat(FILES.read(file)).usingRecursiveComparison().isEqualTo(record);
        assertThat(file.resolveSibling("a.record.new")).doesNotExist();
    }

    @Property(tries = 300)
    void aFlippedBitAnywhereIsNoticed(@ForAll Random random) throws IOException {
        byte[] bytes = written();
        int bit = random.nextInt(bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        Path file = Files.write(scratch.resolve("flipped"), bytes);

        assertThatThrownBy(() -> FILES.read(file)).isInstanceOf(RecordFile.UnusableException.class).hasMessageContaining("damaged");
    }

    @Property(tries = 300)
    void aFileThatEndsTooEarlyOrGoesOnIsNoticed(@ForAll Random random) throws IOException {
        byte[] bytes = written();
        int length = random.nextInt(bytes.length + 50);
        Path file = Files.write(scratch.resolve("cut"), Arrays.copyOf(bytes, length == bytes.length ? 0 : length));

        assertThatThrownBy(() -> FILES.read(file)).isInstanceOf(RecordFile.UnusableException.class).hasMessageContaining("damaged");
    }

    private byte[] written() throws IOException {
        Path file = scratch.resolve("whole");
        FILES.write(file, everything(42, 0.5, "text", new double[] {1, 2}));
        return Files.readAllBytes(file);
    }

    static final class Before {
        record Shape(int first, double[] second) {
        }
    }

    static final class Renamed {
        record Shape(int other, double[] second) {
        }
    }

    static final class Retyped {
        record Shape(int first, float[] second) {
        }
    }

    static final class Deeper {
        record Shape(int first, double[] second, List<Before.Shape> third) {
        }
    }

    @Test
    void aFileOfAnotherVersionIsRecognised() throws IOException {
        Path file = directory.resolve("shape");
        new RecordFile<>(Before.Shape.class, "one").write(file, new Before.Shape(1, new double[] {2}));

        for (RecordFile<?> other : List.of(new RecordFile<>(Renamed.Shape.class, "one"), new RecordFile<>(Retyped.Shape.class, "one"),
                new RecordFile<>(Deeper.Shape.class, "one"), new RecordFile<>(Before.Shape.class, "two"))) {
            assertThatThrownBy(() -> other.read(file)).isInstanceOf(RecordFile.UnusableException.class).hasMessageContaining("version");
        }
        assertThat(new RecordFile<>(Before.Shape.class, "one").read(file).first()).isEqualTo(1);
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThere() throws IOException {
        Path file = directory.resolve("kept");
        FILES.write(file, everything(1, 1, "kept", new double[0]));
        Files.createDirectory(directory.resolve("kept.new"));

        assertThatThrownBy(() -> FILES.write(file, everything(2, 2, "lost", new double[0]))).isInstanceOf(IOException.class);

        assertThat(FILES.read(file).text()).isEqualTo("kept");
    }

    record Unwritable(Map<String, String> map) {
    }

    @Test
    void whatCannotBeWrittenIsRefusedFromTheOutset() {
        assertThatThrownBy(() -> new RecordFile<>(Unwritable.class, "")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Map");
    }
}
