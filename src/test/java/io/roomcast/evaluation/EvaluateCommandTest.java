package io.roomcast.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RecordedHomes;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.tracking.embedded.RetrainingSchedule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final String ROOMS = """
            rooms:
              kitchen:
                sensors: {motion: {ceiling: binary_sensor.kitchen}}
              attic:
                sensors: {motion: {ceiling: binary_sensor.attic}}
            """;
    private static final LocalDateTime MIDNIGHT = LocalDateTime.parse("2026-03-02T00:00:00");
    private static final RetrainingSchedule DAILY = RetrainingSchedule.standard();
    private static final RetrainingSchedule NEVER = new RetrainingSchedule(Duration.ofDays(9999), Duration.ofDays(1), 0);

    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aHomeIsReplayedItsAnswersAreWrittenScoredAndShown() throws IOException {
        int status = run(DAILY, properties(recording(72), 2));

        assertThat(text(err)).isEmpty();
        assertThat(status).isZero();
        List<String> answers = Files.readAllLines(directory.resolve("answers.csv"));
        // Until 23:12 on the third day the clock asks 93 times about each of two rooms, and the kitchen changes 47 times.
        assertThat(answers).hasSize(1 + 2 * 93 + 47);
        assertThat(answers.get(0))
                .isEqualTo("room_id,asked_at,kind,predicted_minutes,confidence,median_minutes,median_confidence,p15,p30,p60,p120");
        assertThat(answers.get(1)).matches("kitchen,2026-03-04T00:00:00,grid(,[0-9.E-]+){8}");
        assertThat(answers).filteredOn(line -> line.contains(",event,"))
                .allMatch(line -> line.matches("kitchen,2026-03-04T[0-9]{2}:1[07]:00,event,.*"));
        // It changes at 10 and 17 past each hour, and 15 minutes is wrong for who asks at half past, or when it has just emptied.
        assertThat(lineOf("kitchen", 0)).matches("kitchen +93 +[0-9.]+ +75\\.3 .*");
        assertThat(lineOf("kitchen", 1)).matches("kitchen +46 +[0-9.]+ +50\\.0 .*");
        assertThat(text(out)).contains("home: 3 days, the first 2 only learned from; 1 of 2 rooms scored; hold-off 5 min", "nearest_moments")
                .doesNotContain("previous run");
        assertThat(directory.resolve("answers.html")).content().contains("<svg", "Is the confidence right?", "kitchen")
                .doesNotContain("src=", "href=", "NaN");
    }

    @Test
    void theFiguresOfTheRunBeforeAreShownBeside() throws IOException {
        Path recording = recording(60);

        run(NEVER, properties(recording, 2));
        String mean = lineOf("mean", 0);
        out.reset();
        run(NEVER, properties(recording, 2));

        assertThat(lineOf("previous run", 0).replace("previous run", "mean        ")).isEqualTo(mean);
        out.reset();
        run(NEVER, properties(recording, 1));
        assertThat(text(out)).doesNotContain("previous run");
    }

    @Test
    void howFarItIsIsToldUnlessNotWanted() throws IOException {
        Properties properties = properties(recording(60), 1);
        properties.setProperty("progress", "true");

        run(NEVER, properties);

        assertThat(text(err).lines()).hasSizeGreaterThan(10).allMatch(line -> line.matches(" *[0-9]+ % replayed, 0 trainings, [0-9]+ s"));
    }

    @Test
    void whatCannotBeEvaluatedIsSaidInOneLine() throws IOException {
        Path recording = recording(60);

        assertThat(complaint(properties(directory.resolve("absent"), 2))).startsWith("home: there is no file ");
        assertThat(complaint(properties(recording, 3)))
                .isEqualTo("train: 3 days are not shorter than the recording, which ends on day 3");
        assertThat(complaint(properties(file("other.csv", "timestamp,entity_id,state\n2026-03-02T00:00:00,light.hall,on\n"), 1)))
                .endsWith("other.csv has no event of any sensor that rooms names");
        assertThat(complaint(properties(file("text.csv", "Dear diary\n"), 1))).endsWith("line 1 must be timestamp,entity_id,state");
        Properties strange = properties(recording, 2);
        strange.setProperty("rooms", file("list.yaml", "rooms: [kitchen]\n").toString());
        assertThat(complaint(strange)).endsWith("rooms must be a mapping of room ids to rooms");
        strange.setProperty("rooms", file("bare.yaml", "rooms: {kitchen: }\n").toString());
        assertThat(complaint(strange)).endsWith("bare.yaml names no sensors");
        strange.setProperty("rooms", file("attic.yaml", ROOMS.replace("binary_sensor.kitchen", "binary_sensor.none")
                .replace("binary_sensor.attic", "binary_sensor.still")).toString());
        strange.setProperty("home", file("still.csv", "timestamp,entity_id,state\n2026-03-02T00:00:00,binary_sensor.still,off\n"
                + "2026-03-08T00:00:00,binary_sensor.still,off\n").toString());
        assertThat(complaint(strange)).startsWith("home: no room can be scored");
    }

    @Test
    void brokenLinesAreNamedAndLeftOut() throws IOException {
        Path recording = recording(60);
        Files.writeString(recording, Files.readString(recording).replace("2026-03-02T01:10:00,binary_sensor.kitchen,on", "half a line"));

        int status = run(NEVER, properties(recording, 2));

        assertThat(status).isZero();
        assertThat(text(err).lines()).containsExactly(recording + ": line 4 has not three columns", recording + ": 1 broken lines are left out");
    }

    @Test
    void aRecordedHomeIsAsPredictableByAConstantAsOthersFound() {
        RecordedHome home = RecordedHomes.named("ordonez_b");
        Properties properties = properties(home.events(), 7);
        properties.setProperty("rooms", home.rooms().toString());

        run(NEVER, properties);

        assertThat(lineOf("mean", 0)).matches("mean +[0-9]+ +[0-9.]+ +17\\.7 .*");
        assertThat(lineOf("mean", 1)).matches("mean +[0-9]+ +[0-9.]+ +68\\.9 .*");
    }

    private int run(RetrainingSchedule schedule, Properties properties) {
        try (PrintStream toOut = new PrintStream(out, true, UTF_8); PrintStream toErr = new PrintStream(err, true, UTF_8)) {
            return new EvaluateCommand(toOut, toErr, schedule).run(properties);
        }
    }

    private String complaint(Properties properties) {
        err.reset();
        assertThat(run(NEVER, properties)).isEqualTo(1);
        assertThat(text(err).lines()).hasSize(1);
        return text(err).strip();
    }

    private Properties properties(Path recording, int trainDays) {
        Properties properties = new Properties();
        properties.setProperty("home", recording.toString());
        properties.setProperty("rooms", file("home.rooms.yaml", ROOMS).toString());
        properties.setProperty("train", Integer.toString(trainDays));
        properties.setProperty("out", directory.resolve("answers.csv").toString());
        properties.setProperty("progress", "false");
        return properties;
    }

    /** For so many hours there is motion in the kitchen from 10 to 12 past; nobody goes to the attic. */
    private Path recording(int hours) {
        List<String> lines = new ArrayList<>(List.of("timestamp,entity_id,state"));
        for (int hour = 0; hour < hours; hour++) {
            lines.add(MIDNIGHT.plusHours(hour).plusMinutes(10) + ":00,binary_sensor.kitchen,on");
            lines.add(MIDNIGHT.plusHours(hour).plusMinutes(12) + ":00,binary_sensor.kitchen,off");
        }
        return file("home.csv", String.join("\n", lines) + "\n");
    }

    private Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of the table of that number that begins with a word. */
    private String lineOf(String word, int number) {
        return text(out).lines().filter(line -> line.startsWith(word + " ")).toList().get(number);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8);
    }
}
