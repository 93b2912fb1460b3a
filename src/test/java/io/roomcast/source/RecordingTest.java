package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @TempDir
    Path directory;

    private final List<String> complaints = new ArrayList<>();
    private Duration shift = Duration.ZERO;

    @Test
    void eventsAreReadByTheWallClockOfTheHome() throws IOException {
        assertThat(read("2026-01-15T08:00:00,a,on", "2026-07-15T08:00:00,b,off")).containsExactly(
                new SensorEvent("a", Instant.parse("2026-01-15T07:00:00Z"), SensorState.ON),
                new SensorEvent("b", Instant.parse("2026-07-15T06:00:00Z"), SensorState.OFF));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-15T08:00:00Z, 2026-01-15T08:00:00Z",
            "2026-01-15T08:00:00.250+05:30, 2026-01-15T02:30:00.250Z",
            "2026-01-15 08:00:00.123456789, 2026-01-15T07:00:00.123456789Z",
            "2026-01-15T08:00, 2026-01-15T07:00:00Z",
            "2026-01-15T08:00-05, 2026-01-15T13:00:00Z"})
    void timesMayBeWrittenInSeveralWays(String written, Instant meant) throws IOException {
        assertThat(read(written + ",a,on")).extracting(SensorEvent::at).containsExactly(meant);
    }

    @Test
    void unknownMeansUnavailable() throws IOException {
        assertThat(read("2026-01-15T08:00:00,a,unavailable", "2026-01-15T08:00:01,a,unknown")).extracting(SensorEvent::state)
                .containsExactly(SensorState.UNAVAILABLE, SensorState.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15T08:00:00,a", "2026-01-15T08:00:00,a,on,off", "2026-01-15T08:00:00,,on", "2026-01-15T08:00:00,a,ON",
            "2026-01-15T08:00:00,a,21.5", "2026-02-30T08:00:00,a,on", "2026-01-15T25:00:00,a,on", "2026-01-15,a,on", "yesterday,a,on",
            "2026-01-15T08:00:00+99:00,a,on", "2026-01-15T08:00:0x,a,on", "2026-01-15T08:00:00.,a,on", "2026-01-15T08:00:0,a,on",
            "2026-01-15T08:00:00 CET,a,on", "timestamp,entity_id,state"})
    void aBrokenLineIsReportedAndSkipped(String line) throws IOException {
        assertThat(read("2026-01-15T07:00:00,before,on", line, "2026-01-15T09:00:00,after,on")).extracting(SensorEvent::entityId)
                .containsExactly("before", "after");
        assertThat(complaints).singleElement().asString().startsWith("3 has no");
    }

    @Test
    void anEntityIdThatIsLongerThanAnyIsBroken() throws IOException {
        String longest = "b".repeat(Sensor.LONGEST_ID);

        assertThat(read("2026-01-15T08:00:00," + longest + "b,on", "2026-01-15T08:00:00," + longest + ",on"))
                .extracting(SensorEvent::entityId).containsExactly(longest);

        assertThat(complaints).containsExactly("2 has an entity id of more than 255 characters");
    }

    @Test
    void whatIsNoTextAtAllIsBrokenToo() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("timestamp,entity_id,state\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(noise);
        bytes.writeBytes("\n2026-01-15T09:00:00,after,on\n".getBytes(StandardCharsets.UTF_8));

        assertThat(readAll(write(bytes.toByteArray()))).extracting(SensorEvent::entityId).containsExactly("after");
        assertThat(complaints).isNotEmpty();
    }

    @Test
    void aLineWithoutAnEndIsNotKeptInMemory() throws IOException {
        assertThat(read("2026-01-15T08:00:00," + "x".repeat(1_000_000) + ",on", "2026-01-15T09:00:00,after,on"))
                .extracting(SensorEvent::entityId).containsExactly("after");
        assertThat(complaints).containsExactly("2 is longer than 4096 bytes");
    }

    @Test
    void emptyLinesAndOtherLineEndsDoNotMatter() throws IOException {
        Path file = write("\ufeffentity_id,state,timestamp\r\n\r\na,on,2026-01-15T08:00:00\r\n  \nb,off,2026-01-15T08:00:01"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(readAll(file)).extracting(SensorEvent::entityId).containsExactly("a", "b");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aCompressedFileIsRecognizedByWhatIsInIt() throws IOException {
        assertThat(readAll(write(compressed("timestamp,entity_id,state\n2026-01-15T08:00:00,a,on\n")))).hasSize(1);
    }

    @Test
    void aCompressedFileThatEndsInTheMiddleIsReadAsFarAsItGoes() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,entity_id,state\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(Instant.EPOCH.plusSeconds(i)).append(",sensor_").append(i * 7_919 % 1_000).append(",on\n");
        }
        byte[] whole = compressed(text.toString());

        List<SensorEvent> events = readAll(write(Arrays.copyOf(whole, whole.length / 2)));

        assertThat(events).hasSizeBetween(5_000, 15_000);
        assertThat(complaints).singleElement().asString().contains("cannot be read", "EOFException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-01-15T08:00:00,a,on\n", "timestamp,entity_id,state,user\n", "time,entity,state\n"})
    void aFileWithAnotherHeaderIsRefused(String content) throws IOException {
        Path file = write(content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> readAll(file)).isInstanceOf(IOException.class).hasMessageContainingAll(file.toString(), "line 1");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> readAll(directory.resolve("none.csv"))).isInstanceOf(IOException.class).hasMessageContaining("none.csv");
    }

    @Test
    void linesThatAreALittleOutOfOrderArePutInTheirPlace() throws IOException {
        assertThat(read("2026-01-15T08:00:30,c,on", "2026-01-15T08:00:00,a,on", "2026-01-15T08:00:30,d,on", "2026-01-15T08:00:10,b,on",
                "2026-01-15T08:05:00,e,on", "2026-01-15T08:04:30,x,on")).extracting(SensorEvent::entityId)
                .containsExactly("a", "b", "c", "d", "x", "e");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aLineThatIsOlderThanWhatWasGivenOutIsBroken() throws IOException {
        assertThat(read("2026-01-15T08:00:00,a,on", "2026-01-15T08:10:00,b,on", "2026-01-15T08:20:00,c,on", "2026-01-15T07:59:00,late,on",
                "2026-01-15T08:21:00,d,on")).extracting(SensorEvent::entityId).containsExactly("a", "b", "c", "d");
        assertThat(complaints).containsExactly("5 is older than what came before it");
    }

    @Test
    void oneTimeInTheFarFutureDoesNotCostTheRest() throws IOException {
        assertThat(read("2026-01-15T08:00:00,a,on", "2126-01-15T08:10:00,odd,on", "2026-01-15T08:20:00,b,on", "2026-01-15T08:30:00,c,on"))
                .extracting(SensorEvent::entityId).containsExactly("a", "b", "c", "odd");
    }

    @Test
    void aTimeThatTheWallClockSkipsIsTheMomentWhenItDoes() throws IOException {
        assertThat(read("2026-03-29T01:59:00,a,on", "2026-03-29T02:30:00,b,on", "2026-03-29T03:05:00,c,on")).extracting(SensorEvent::at)
                .containsExactly(Instant.parse("2026-03-29T00:59:00Z"), Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-29T01:05:00Z"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void theHourThatComesTwiceIsReadTwice() throws IOException {
        assertThat(read("2026-10-25T02:10:00,a,on", "2026-10-25T02:50:00,b,on", "2026-10-25T02:10:00,c,on", "2026-10-25T02:50:00,d,on",
                "2026-10-25T03:00:00,e,on")).extracting(SensorEvent::at)
                .containsExactly(Instant.parse("2026-10-25T00:10:00Z"), Instant.parse("2026-10-25T00:50:00Z"),
                        Instant.parse("2026-10-25T01:10:00Z"), Instant.parse("2026-10-25T01:50:00Z"), Instant.parse("2026-10-25T02:00:00Z"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void inTheHourThatComesTwiceALittleDisorderIsNotTakenForTheSecond() throws IOException {
        assertThat(read("2026-10-25T02:10:30,b,on", "2026-10-25T02:10:00,a,on", "2026-10-25T02:11:00,c,on")).extracting(SensorEvent::at)
                .containsExactly(Instant.parse("2026-10-25T00:10:00Z"), Instant.parse("2026-10-25T00:10:30Z"),
                        Instant.parse("2026-10-25T00:11:00Z"));
    }

    @Test
    void aShiftMovesTheWallClockAcrossDaylightSaving() throws IOException {
        shift = Duration.ofDays(182);

        assertThat(read("2026-01-15T08:00:00,a,on", "2026-01-15T08:00:00Z,b,on")).extracting(SensorEvent::at)
                .containsExactly(Instant.parse("2026-07-16T06:00:00Z"), Instant.parse("2026-07-16T07:00:00Z"));
    }

    @Test
    void aHugeFileIsReadAsItIsAskedFor() throws IOException {
        Path file = directory.resolve("huge.csv.gz");
        int million = 1_000_000;
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.write("timestamp,entity_id,state\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < million; i++) {
                out.write((Instant.EPOCH.plusSeconds(i) + ",binary_sensor.motion,on\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        try (Recording recording = Recording.open(file, VIENNA, shift, this::complain)) {
            long usedBefore = used();
            long count = 0;
            Optional<SensorEvent> last = Optional.empty();
            for (Optional<SensorEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
                last = next;
                count++;
                if (count == million / 2) {
                    assertThat(used() - usedBefore).as("bytes held half way").isLessThan(10_000_000);
                }
            }
            assertThat(count).isEqualTo(million);
            assertThat(last.orElseThrow().at()).isEqualTo(Instant.EPOCH.plusSeconds(million - 1));
        }
    }

    @Test
    void evenIfTimeStandsStillInItAFileIsNotHeldAsAWhole() throws IOException {
        String text = "timestamp,entity_id,state\n" + "2026-01-15T08:00:00,a,on\n".repeat(100_000) + "broken\n";
        Path file = write(text.getBytes(StandardCharsets.UTF_8));

        try (Recording recording = Recording.open(file, VIENNA, shift, this::complain)) {
            assertThat(recording.next()).isPresent();
            assertThat(complaints).as("read to the end").isEmpty();
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private List<SensorEvent> read(String... lines) throws IOException {
        return readAll(write(("timestamp,entity_id,state\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private List<SensorEvent> readAll(Path file) throws IOException {
        List<SensorEvent> events = new ArrayList<>();
        try (Recording recording = Recording.open(file, VIENNA, shift, this::complain)) {
            for (Optional<SensorEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
                events.add(next.get());
            }
            assertThat(recording.broken()).isEqualTo(complaints.size());
        }
        return events;
    }

    private void complain(long line, String why) {
        complaints.add(line + " " + why);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(directory.resolve("home.csv"), content);
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
