package io.roomcast.ops;

import static io.roomcast.tracking.ComponentState.DISABLED;
import static io.roomcast.tracking.ComponentState.DOWN;
import static io.roomcast.tracking.ComponentState.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.roomcast.tracking.ComponentReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentBoardTest {

    private final List<ComponentChange> changes = new ArrayList<>();
    private final ComponentBoard board = new ComponentBoard(changes::add);
    private final LogLines log = new LogLines(ComponentBoard.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void theLastWordOfEachComponentIsKeptInTheOrderOfNames() {
        board.take(new ComponentReport("mqtt", DOWN, "no route to the broker"));
        board.take(new ComponentReport("database", UP, "H2 2.3"));
        board.take(new ComponentReport("mqtt", UP, "connected"));
        board.take(new ComponentReport("home_assistant", DISABLED, "not configured"));

        assertThat(board.states()).containsExactly(
                entry("database", UP), entry("home_assistant", DISABLED), entry("mqtt", UP));
        assertThat(board.reports()).extracting(ComponentReport::detail)
                .containsExactly("H2 2.3", "not configured", "connected");
    }

    @Test
    void theFirstReportAndEveryChangeOfStateIsMadeKnown() {
        ComponentReport up = new ComponentReport("mqtt", UP, "connected");
        ComponentReport down = new ComponentReport("mqtt", DOWN, "connection lost");

        board.take(up);
        board.take(down);

        assertThat(changes).containsExactly(new ComponentChange(up), new ComponentChange(down));
        assertThat(log.lines()).containsExactly("INFO mqtt is UP: connected", "WARNING mqtt is DOWN: connection lost");
    }

    @Test
    void sayingTheSameStateAgainIsQuietButRenewsTheDetail() {
        board.take(new ComponentReport("mqtt", DOWN, "attempt 1 failed"));

        board.take(new ComponentReport("mqtt", DOWN, "attempt 2 failed"));

        assertThat(changes).hasSize(1);
        assertThat(log.lines()).hasSize(1);
        assertThat(board.reports()).extracting(ComponentReport::detail).containsExactly("attempt 2 failed");
    }

    @Test
    void aComponentThatNeverSpokeHasNoState() {
        assertThat(board.state("mqtt")).isEmpty();
    }
}
