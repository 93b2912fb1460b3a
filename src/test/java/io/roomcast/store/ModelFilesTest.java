package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.mqtt.CapturedLog;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.drift.DriftMemory;
import io.roomcast.tracking.embedded.HomeExperience;
import io.roomcast.tracking.embedded.KnownPast;
import io.roomcast.tracking.embedded.LiveHome;
import io.roomcast.tracking.embedded.Routine;
import io.roomcast.tracking.embedded.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {

    @TempDir
    private Path data;

    private final LiveHome home = new LiveHome(Routine.HOME, "test", Duration.ofMinutes(5), announcement -> { });

    private Training.Result learned(String version) {
        home.recall(Routine.days(0, 12));
        return new Training(home.history(), Routine.at(12, 0, 0), (phase, done, total) -> { }).first(version);
    }

    private Path directory() {
        return data.resolve("models");
    }

    @Test
    void aModelAndItsExperienceOutliveARestart() throws IOException {
        Training.Result result = learned("20260117-000000");
        HomeModel model = result.model().orElseThrow();
        HomeExperience experience = result.experience().orElseThrow();

        new ModelFiles(directory()).keep(model);
        new ModelFiles(directory()).keep(experience);

        HomeModel again = new ModelFiles(directory()).model().orElseThrow();
        new ModelFiles(data.resolve("again")).keep(again);
        assertThat(again.models()).hasSameSizeAs(model.models());
        assertThat(data.resolve("again/20260117-000000.model")).hasSameBinaryContentAs(directory().resolve("20260117-000000.model"));
        assertThat(new ModelFiles(directory()).experience().orElseThrow()).usingRecursiveComparison().isEqualTo(experience);
    }

    @Test
    void onlyTheLatestModelIsKept() throws IOException {
        HomeModel first = learned("20260117-000000").model().orElseThrow();
        ModelFiles files = new ModelFiles(directory());

        files.keep(first);
        files.keep(new HomeModel("20260118-000000", first.rooms(), first.until(), first.models()));

        try (var kept = Files.list(directory())) {
            assertThat(kept.map(file -> file.getFileName().toString())).containsExactly("20260118-000000.model");
        }
        assertThat(files.model()).map(HomeModel::version).hasValue("20260118-000000");
    }

    @Test
    void aDamagedModelIsNoneAndTheLogSaysSo() throws IOException {
        new ModelFiles(directory()).keep(learned("20260117-000000").model().orElseThrow());
        Path file = directory().resolve("20260117-000000.model");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 4;
        Files.write(file, bytes);

        try (CapturedLog log = CapturedLog.of("io.roomcast.store")) {
            assertThat(new ModelFiles(directory()).model()).isEmpty();

            assertThat(log.lines()).singleElement().asString().contains(file.toString(), "damaged", "learned from stored events");
        }
    }

    @Test
    void whatCameOfPredictionsOutlivesARestart() {
        AccuracyMemory memory = scored();

        new ModelFiles(directory()).keep(memory);

        assertThat(new ModelFiles(directory()).accuracy().orElseThrow()).usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class).isEqualTo(memory);
        assertThat(directory().resolve("accuracy")).isNotEmptyFile();
        assertThat(new ModelFiles(directory()).model()).isEmpty();
    }

    private AccuracyMemory scored() {
        home.recall(Routine.days(0, 12));
        home.goLive(Routine.at(12, 0, 0));
        for (int minute = 5; minute <= 1440; minute += 5) {
            home.advance(Routine.at(12, 0, minute));
        }
        assertThat(home.figures()).anySatisfy(figures -> assertThat(figures.onTheClock().figures().questions()).isPositive());
        return home.accuracyMemory();
    }

    @Test
    void whereWhatCameOfPredictionsIsDamagedItBeginsAnewAndTheLogSaysSo() throws IOException {
        new ModelFiles(directory()).keep(scored());
        Path file = directory().resolve("accuracy");
        byte[] bytes = Files.readAllBytes(file);

        try (CapturedLog log = CapturedLog.of("io.roomcast.store")) {
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            assertThat(new ModelFiles(directory()).accuracy()).isEmpty();
            bytes[bytes.length / 3] ^= 4;
            Files.write(file, bytes);
            assertThat(new ModelFiles(directory()).accuracy()).isEmpty();

            assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains(file.toString(), "damaged", "scored anew"));
        }
    }

    @Test
    void whatCameOfPredictionsInAnotherVersionIsNotUsed() throws IOException {
        new RecordFile<>(AccuracyMemory.class, "another").write(directory().resolve("accuracy"), scored());

        try (CapturedLog log = CapturedLog.of("io.roomcast.store")) {
            assertThat(new ModelFiles(directory()).accuracy()).isEmpty();

            assertThat(log.lines()).singleElement().asString().contains("another version");
        }
    }

    @Test
    void whatWasNoticedOfChangesOutlivesARestart() {
        scored();
        DriftMemory memory = home.driftMemory().orElseThrow();
        assertThat(memory.losses()).anySatisfy(losses -> assertThat(losses.sums()).isNotEmpty());

        new ModelFiles(directory()).keep(memory);

        assertThat(new ModelFiles(directory()).drift().orElseThrow()).usingRecursiveComparison().isEqualTo(memory);
        assertThat(directory().resolve("drift")).isNotEmptyFile();
    }

    @Test
    void whereThatIsDamagedNothingOfBeforeIsToldAndTheLogSaysSo() throws IOException {
        scored();
        new ModelFiles(directory()).keep(home.driftMemory().orElseThrow());
        Path file = directory().resolve("drift");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        try (CapturedLog log = CapturedLog.of("io.roomcast.store")) {
            assertThat(new ModelFiles(directory()).drift()).isEmpty();

            assertThat(log.lines()).singleElement().asString().contains(file.toString(), "damaged", "is not told");
        }
    }

    @Test
    void whenMoreOfThePastBecameKnownOutlivesARestart() throws IOException {
        KnownPast past = KnownPast.at(Routine.at(12, 0, 0));

        new ModelFiles(directory()).keep(past);

        assertThat(new ModelFiles(directory()).past()).contains(past);
        assertThat(past.isNewTo(learned("20260117-000000").model().orElseThrow(), Routine.at(13, 0, 0))).as("learned then").isFalse();
        Files.write(directory().resolve("past"), new byte[] {1, 2, 3});
        try (CapturedLog log = CapturedLog.of("io.roomcast.store")) {
            assertThat(new ModelFiles(directory()).past()).isEmpty();
            assertThat(log.lines()).singleElement().asString().contains("no model is trained for what became known");
        }
    }

    @Test
    void atTheFirstStartThereIsNothing() {
        assertThat(new ModelFiles(directory()).drift()).isEmpty();
        assertThat(new ModelFiles(directory()).accuracy()).isEmpty();
        assertThat(new ModelFiles(directory()).model()).isEmpty();
        assertThat(new ModelFiles(directory()).experience()).isEmpty();
    }

    @Test
    void whereNothingCanBeWrittenTheLogSaysSo() throws IOException {
        Files.writeString(directory(), "in the way");

        try (CapturedLog log = CapturedLog.of("io.roomcast.store")) {
            new ModelFiles(directory()).keep(home.experience());

            assertThat(log.lines()).singleElement().asString().contains("cannot be written");
        }
    }
}
