package io.roomcast.mqtt;

import io.roomcast.mqtt.BrokerConnection.Listener;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes one report of several connections to the same broker: up when all of them are, down as soon as one is, with its reason.
 * Whatever changes is logged once and reported once. Thread-safe.
 */
public final class ConnectionReports {

    private static final Logger LOGGER = Logger.getLogger(ConnectionReports.class.getPackageName());
    private static final String COMPONENT = "mqtt";

    private final Consumer<ComponentReport> reports;
    private final List<Connection> connections = new ArrayList<>();
    private Optional<ComponentReport> latest = Optional.empty();

    /** @param reports takes each report, in order; must not block */
    public ConnectionReports(Consumer<ComponentReport> reports) {
        this.reports = Objects.requireNonNull(reports, "reports");
    }

    /** The listener of one more connection; to be asked for before any of them is started. */
    public synchronized Listener add() {
        Connection connection = new Connection();
        connections.add(connection);
        return connection;
    }

    private synchronized void changed(Connection connection, ComponentState state, String detail) {
        connection.report = Optional.of(new ComponentReport(COMPONENT, state, detail));
        Optional<ComponentReport> down = connections.stream()
                .flatMap(each -> each.report.stream())
                .filter(report -> report.state() == ComponentState.DOWN)
                .findFirst();
        if (down.isPresent() || connections.stream().allMatch(each -> each.report.isPresent())) {
            tell(down.orElseGet(connection.report::orElseThrow));
        }
    }

    private void tell(ComponentReport report) {
        if (!latest.equals(Optional.of(report))) {
            latest = Optional.of(report);
            LOGGER.log(report.state() == ComponentState.UP ? Level.INFO : Level.WARNING, report.detail());
            reports.accept(report);
        }
    }

    private final class Connection implements Listener {

        private Optional<ComponentReport> report = Optional.empty();

        @Override
        public void connected(String how) {
            changed(this, ComponentState.UP, how);
        }

        @Override
        public void disconnected(String why) {
            changed(this, ComponentState.DOWN, why + "; trying again");
        }
    }
}
