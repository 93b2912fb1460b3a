package io.roomcast.mqtt;

import static io.roomcast.tracking.ComponentState.DOWN;
import static io.roomcast.tracking.ComponentState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.mqtt.BrokerConnection.Listener;
import io.roomcast.tracking.ComponentReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionReportsTest {

    private final List<ComponentReport> reported = new ArrayList<>();
    private final ConnectionReports reports = new ConnectionReports(reported::add, filter -> "nothing of " + filter
            + " arrives");
    private final Listener first = reports.add();
    private final Listener second = reports.add();

    @Test
    void onlyWhenAllAreUpIsTheBrokerUp() {
        first.connected("Connected", Set.of());
        assertThat(reported).isEmpty();

        second.connected("Connected", Set.of());
        assertThat(reported).containsExactly(new ComponentReport("mqtt", UP, "Connected"));
    }

    @Test
    void oneThatIsDownIsEnoughAndTheSameReasonIsLoggedAndReportedOnce() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.mqtt")) {
            first.disconnected("No connection: nobody there");
            second.disconnected("No connection: nobody there");
            first.connected("Connected", Set.of());
            second.connected("Connected", Set.of());

            assertThat(reported).extracting(ComponentReport::state).containsExactly(DOWN, UP);
            assertThat(log.lines()).containsExactly("No connection: nobody there; trying again", "Connected");
        }
    }
}
