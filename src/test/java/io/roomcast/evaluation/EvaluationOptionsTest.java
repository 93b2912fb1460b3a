package io.roomcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationOptionsTest {

    @TempDir
    private Path directory;
    private final Properties properties = new Properties();

    @BeforeEach
    void nameFiles() throws IOException {
        properties.setProperty("home", Files.createFile(directory.resolve("villa.csv.gz")).toString());
        properties.setProperty("rooms", Files.createFile(directory.resolve("villa.rooms.yaml")).toString());
        properties.setProperty("out", directory.resolve("answers.csv").toString());
    }

    @Test
    void withTheFilesAloneItLearnsAWeekAndHoldsForFiveMinutes() throws EvaluationException {
        EvaluationOptions options = EvaluationOptions.of(properties);

        assertThat(options.trainDays()).isEqualTo(7);
        assertThat(options.holdOff()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.showsProgress()).isTrue();
        assertThat(options.homeName()).isEqualTo("villa");
    }

    @Test
    void whatBelongsToTheAnswersLiesBesideThem() throws EvaluationException {
        assertThat(EvaluationOptions.of(properties).beside(".html")).isEqualTo(directory.resolve("answers.html"));

        properties.setProperty("out", directory.resolve("answers.txt").toString());
        assertThat(EvaluationOptions.of(properties).beside(".html")).isEqualTo(directory.resolve("answers.txt.html"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train    | 0      | train: must be a whole number of days, at least 1, not 0
            train    | 1.5    | train: must be a whole number of days, at least 1, not 1.5
            train    | week   | train: must be a number, not week
            train    | -1     | train: must be at most 10000, and not negative, not -1
            train    | NaN    | train: must be at most 10000, and not negative, not NaN
            hold     | 0      | hold: must be more than 0 minutes
            hold     | 2000   | hold: must be at most 1440, and not negative, not 2000
            progress | maybe  | progress: must be true or false, not maybe
            """)
    void whatIsNoNumberOrOutOfRangeIsNamed(String option, String value, String message) {
        properties.setProperty(option, value);

        assertThatThrownBy(() -> EvaluationOptions.of(properties)).isInstanceOf(EvaluationException.class).hasMessage(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path absent = directory.resolve("absent.csv");
        properties.setProperty("home", absent.toString());

        assertThatThrownBy(() -> EvaluationOptions.of(properties)).hasMessage("home: there is no file " + absent + " that can be read");
    }

    @Test
    void anOptionThatMustBeGivenIsAskedFor() {
        properties.remove("rooms");

        assertThatThrownBy(() -> EvaluationOptions.of(properties))
                .hasMessage("rooms is missing: give -Drooms=HOME.rooms.yaml, the rooms and sensors of that home");
    }

    @Test
    void answersMustBeWrittenWhereTheyOverwriteNothingElse() {
        properties.setProperty("out", directory.toString());
        assertThatThrownBy(() -> EvaluationOptions.of(properties)).hasMessage("out: " + directory + " is a directory");

        Path nowhere = directory.resolve("nowhere").resolve("answers.csv");
        properties.setProperty("out", nowhere.toString());
        assertThatThrownBy(() -> EvaluationOptions.of(properties)).hasMessage("out: " + nowhere + " is in no directory");

        properties.setProperty("out", properties.getProperty("home"));
        assertThatThrownBy(() -> EvaluationOptions.of(properties))
                .hasMessage("out: " + properties.getProperty("home") + " would overwrite what is to be read");
    }
}
