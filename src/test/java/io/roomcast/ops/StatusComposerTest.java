package io.roomcast.ops;

import static io.roomcast.tracking.ComponentState.DISABLED;
import static io.roomcast.tracking.ComponentState.DOWN;
import static io.roomcast.tracking.ComponentState.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.SystemStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StatusComposerTest {

    private static final Instant START = Instant.parse("2026-01-15T14:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final ComponentBoard board = new ComponentBoard(change -> { });
    private final SystemStatus.Database probed = new SystemStatus.Database(true, OptionalDouble.of(12.5));
    private final StatusComposer composer = new StatusComposer(now::get, board, new FixedTracker(), () -> probed, () -> 21);

    @Test
    void theStatusTellsWhatTheTrackerAndTheApiTell() {
        now.set(START.plusSeconds(86_400).plusMillis(900));

        SystemStatus status = composer.compose(false);

        assertThat(status.uptimeSeconds()).isEqualTo(86_400);
        assertThat(status.at()).isEqualTo(now.get());
        assertThat(status.activeConnections()).isEqualTo(11);
        assertThat(status.predictionsPerMinute()).isEqualTo(12);
        assertThat(status.modelAccuracy()).containsExactly(entry(new RoomId("kitchen"), 0.84));
        assertThat(status.trackingSource()).isEqualTo("mqtt");
    }

    @Test
    void componentsThatAreUpShowAsConnected() {
        board.take(new ComponentReport("database", UP, ""));
        board.take(new ComponentReport("mqtt", UP, ""));
        board.take(new ComponentReport("home_assistant", DISABLED, ""));

        SystemStatus status = composer.compose(false);

        assertThat(status.health()).isEqualTo(SystemStatus.Health.HEALTHY);
        assertThat(status.database()).isEqualTo(probed);
        assertThat(status.mqtt()).isEqualTo(new SystemStatus.Mqtt(true, 21));
        assertThat(status.homeAssistant()).isEqualTo(new SystemStatus.HomeAssistant(false, 0, Optional.empty()));
        assertThat(status.components())
                .containsExactly(entry("database", UP), entry("home_assistant", DISABLED), entry("mqtt", UP));
    }

    @Test
    void aBrokerThatIsAwayShowsAndDegrades() {
        board.take(new ComponentReport("database", UP, ""));
        board.take(new ComponentReport("mqtt", DOWN, ""));

        SystemStatus status = composer.compose(false);

        assertThat(status.health()).isEqualTo(SystemStatus.Health.DEGRADED);
        assertThat(status.mqtt().connected()).isFalse();
        assertThat(status.database().connected()).isTrue();
    }

    @Test
    void aComponentThatHasNotSpokenYetIsNotConnected() {
        SystemStatus status = composer.compose(false);

        assertThat(status.mqtt().connected()).isFalse();
    }

    @Test
    void aNodeThatStopsSaysSo() {
        assertThat(composer.compose(true).health()).isEqualTo(SystemStatus.Health.UNHEALTHY);
    }

    @Test
    void aClockThatIsSetBackGivesNoNegativeUptime() {
        now.set(START.minusSeconds(60));

        assertThat(composer.compose(false).uptimeSeconds()).isZero();
    }

    @Test
    void heapAndLoadLieInTheirRanges() {
        SystemStatus status = composer.compose(false);

        assertThat(status.memory().heapUsedMb()).isBetween(0L, status.memory().heapMaxMb());
        assertThat(status.cpuLoad().orElse(0)).isBetween(0.0, 1.0);
    }
}
