package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.roomcast.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyKeeperTest {

    @TempDir
    Path directory;

    private final KeyRing ring = new KeyRing(new HandClock());
    private final List<LogRecord> log = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private final Logger logger = Logger.getLogger("io.roomcast.access");

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private Path file() {
        return directory.resolve("api-keys.yaml");
    }

    private void write(String... secrets) throws IOException {
        StringBuilder text = new StringBuilder("api_keys:\n");
        for (String secret : secrets) {
            text.append("  - {name: of-").append(secret).append(", sha256: ").append(KeyHash.of(whole(secret)).hex())
                    .append(", capabilities: [alerts]}\n");
        }
        Files.writeString(file(), text);
    }

    private KeyKeeper keeper() {
        return new KeyKeeper(file(), Optional.empty(), () -> Optional.of(ApiKey.full("generated", KeyHash.of(whole(
                "made")))), ring);
    }

    private static String whole(String secret) {
        return "the key of number " + secret;
    }

    private boolean inForce(String secret) {
        return ring.verify(whole(secret)).isPresent();
    }

    private long logged(Level level) {
        return log.stream().filter(entry -> entry.getLevel().equals(level)).count();
    }

    @Test
    void theKeysOfTheFileAreInForceFromTheStart() throws IOException {
        write("one", "two");

        keeper().load();

        assertThat(inForce("one")).isTrue();
        assertThat(inForce("two")).isTrue();
        assertThat(inForce("made")).isFalse();
    }

    @Test
    void aBrokenFileStopsTheStart() throws IOException {
        Files.writeString(file(), "api_keys: 7");

        assertThatThrownBy(keeper()::load).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(file().toString());
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart() throws IOException {
        Files.createDirectory(file());

        assertThatThrownBy(keeper()::load).isInstanceOf(InvalidConfigurationException.class).hasMessageContaining(
                "must be a file, but is a directory");
    }

    @Test
    void aChangeIsInForceOnceTwoReadingsAgree() throws IOException {
        write("one");
        KeyKeeper keeper = keeper();
        keeper.load();

        write("two");
        keeper.refresh();
        assertThat(inForce("one")).isTrue();
        assertThat(inForce("two")).isFalse();
        keeper.refresh();

        assertThat(inForce("one")).isFalse();
        assertThat(inForce("two")).isTrue();
    }

    @Test
    void aFileThatIsAwayForAMomentRevokesNothing() throws IOException {
        write("one");
        KeyKeeper keeper = keeper();
        keeper.load();

        Files.delete(file());
        keeper.refresh();
        write("one");
        keeper.refresh();
        keeper.refresh();

        assertThat(inForce("one")).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void aFileThatIsGoneRevokesItsKeysAndBringsNoGeneratedOne() throws IOException {
        write("one");
        KeyKeeper keeper = keeper();
        keeper.load();

        Files.delete(file());
        keeper.refresh();
        keeper.refresh();

        assertThat(inForce("one")).isFalse();
        assertThat(inForce("made")).isFalse();
    }

    @Test
    void aBrokenFileLeavesTheOldKeysAndIsToldOnce() throws IOException {
        write("one");
        KeyKeeper keeper = keeper();
        keeper.load();

        Files.writeString(file(), "api_keys: [{name: x}]");
        for (int i = 0; i < 5; i++) {
            keeper.refresh();
        }
        assertThat(inForce("one")).isTrue();
        assertThat(logged(Level.SEVERE)).isEqualTo(1);

        write("two");
        keeper.refresh();
        keeper.refresh();

        assertThat(inForce("two")).isTrue();
        assertThat(logged(Level.SEVERE)).isEqualTo(1);
    }

    @Test
    void theKeyThatIsSetDirectlyStaysWhateverTheFileSays() throws IOException {
        KeyKeeper keeper = new KeyKeeper(file(), Optional.of(ApiKey.full("environment", KeyHash.of(whole("direct")))),
                () -> Optional.of(ApiKey.full("generated", KeyHash.of(whole("made")))), ring);
        keeper.load();
        assertThat(inForce("direct")).isTrue();
        assertThat(inForce("made")).isFalse();

        write("one");
        keeper.refresh();
        keeper.refresh();

        assertThat(inForce("direct")).isTrue();
        assertThat(inForce("one")).isTrue();
    }

    @Test
    void withNoKeyAtAllOneIsMadeAndServesUntilThereIsAnother() throws IOException {
        KeyKeeper keeper = keeper();
        keeper.load();
        assertThat(inForce("made")).isTrue();

        write("one");
        keeper.refresh();
        keeper.refresh();

        assertThat(inForce("one")).isTrue();
        assertThat(inForce("made")).isFalse();
    }

    @Test
    void aPipeInThePlaceOfTheFileStopsTheStartAndKeepsNobodyWaiting() throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", file().toString()).start();
        Assumptions.assumeTrue(mkfifo.waitFor(5, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "there is no mkfifo");

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(keeper()::load)
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("is a pipe or a device"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFile() throws IOException {
        write("one");
        Files.writeString(file(), "\uFEFF" + Files.readString(file()));

        keeper().load();

        assertThat(inForce("one")).isTrue();
    }

    @Test
    void aFileThatIsBrokenLaterInManyPlacesIsToldInOneLine() throws IOException {
        write("one");
        KeyKeeper keeper = keeper();
        keeper.load();

        Files.writeString(file(), "api_keys:\n" + "  - {name: x}\n".repeat(1_000));
        keeper.refresh();
        keeper.refresh();

        assertThat(log).singleElement().satisfies(entry -> assertThat(entry.getMessage())
                .hasSizeLessThanOrEqualTo(400).doesNotContain("\n").contains("line 2", "more"));
        assertThat(inForce("one")).isTrue();
    }
}
