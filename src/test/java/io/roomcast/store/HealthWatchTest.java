package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.store.DatabaseProbe.Finding;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private static final Finding FINE = new Finding(Optional.of(Duration.ofMillis(3)), Optional.empty());
    private static final Finding AWAY = Finding.failed("it does not answer");

    private final Logger logger = Logger.getLogger("io.roomcast.store");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<ComponentReport> reports = new ArrayList<>();
    private Finding answer = FINE;
    private final HealthWatch watch = new HealthWatch(() -> answer, work::add, Duration.ofSeconds(5), reports::add);

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void nothingIsConnectedBeforeTheFirstProbe() {
        watch.tick();

        assertThat(watch.current().connected()).isFalse();
        assertThat(watch.current().queryTimeMs()).isEmpty();
        assertThat(reports).isEmpty();
    }

    @Test
    void theFirstProbeIsReportedAndShowsItsTime() {
        round(FINE);

        assertThat(watch.current().connected()).isTrue();
        assertThat(watch.current().queryTimeMs()).hasValue(3.0);
        assertThat(reports).containsExactly(new ComponentReport("database", ComponentState.UP, "the database answers"));
    }

    @Test
    void eachChangeIsReportedAndLoggedOnce() {
        round(FINE);
        round(AWAY);
        round(AWAY);
        round(AWAY);
        round(FINE);
        round(FINE);

        assertThat(reports).extracting(ComponentReport::state)
                .containsExactly(ComponentState.UP, ComponentState.DOWN, ComponentState.UP);
        assertThat(lines).containsExactly(
                "WARNING The database is not usable: it does not answer",
                "INFO The database is usable again");
    }

    @Test
    void aProbeThatDoesNotComeBackCountsAsNoAnswerAndIsNotFollowedByAnother() {
        round(FINE);

        watch.tick();
        watch.tick();
        watch.tick();

        assertThat(work).hasSize(1);
        assertThat(watch.current().connected()).isFalse();
        assertThat(reports).last().extracting(ComponentReport::detail).isEqualTo("it has not answered for 5 s");
    }

    @Test
    void anAnswerThatComesLateEndsTheOutage() {
        watch.tick();
        watch.tick();

        work.remove().run();
        watch.tick();

        assertThat(watch.current().connected()).isTrue();
        assertThat(work).hasSize(1);
    }

    @Test
    void aFullDiskIsAProblemThoughTheDatabaseAnswers() {
        round(new Finding(Optional.of(Duration.ofMillis(1)), Optional.of("the disk is full")));

        assertThat(watch.current().connected()).isFalse();
        assertThat(watch.current().queryTimeMs()).hasValue(1.0);
        assertThat(reports).extracting(ComponentReport::state).containsExactly(ComponentState.DOWN);
    }

    private void round(Finding finding) {
        answer = finding;
        watch.tick();
        work.remove().run();
    }
}
