package io.roomcast.mqtt;

import io.roomcast.mqtt.BrokerConnection.Listener;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Makes one report of several connections to the same broker: up when all of them are, down as soon as one is, with its reason.
 * Whatever changes is logged once and reported once, and so are subscriptions that the broker refuses. Thread-safe.
 */
public final class ConnectionReports {

    private static final Logger LOGGER = Logger.getLogger(ConnectionReports.class.getPackageName());
    private static final String COMPONENT = "mqtt";

    private final Consumer<ComponentReport> reports;
    private final UnaryOperator<String> consequence;
    private final List<Connection> connections = new ArrayList<>();
    private Optional<ComponentReport> latest = Optional.empty();

    /**
     * @param reports     takes each report, in order; must not block
     * @param consequence what it means that a filter cannot be subscribed to, as the rest of a sentence: {@code no
     *                    alerts arrive}
     */
    public ConnectionReports(Consumer<ComponentReport> reports, UnaryOperator<String> consequence) {
        this.reports = Objects.requireNonNull(reports, "reports");
        this.consequence = Objects.requireNonNull(consequence, "consequence");
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
            tell(down.orElseGet(() -> up(detail)));
        }
    }

    private ComponentReport up(String detail) {
        String refusals = connections.stream().flatMap(each -> each.refusals.stream())
                .collect(Collectors.joining("; "));
        return new ComponentReport(COMPONENT, ComponentState.UP, refusals.isEmpty() ? detail : detail + "; "
                + refusals);
    }

    private void tell(ComponentReport report) {
        if (!latest.equals(Optional.of(report))) {
            latest = Optional.of(report);
            boolean whole = report.state() == ComponentState.UP && connections.stream()
                    .allMatch(each -> each.refusals.isEmpty());
            LOGGER.log(whole ? Level.INFO : Level.WARNING, report.detail());
            reports.accept(report);
        }
    }

    private final class Connection implements Listener {

        private Optional<ComponentReport> report = Optional.empty();
        private List<String> refusals = List.of();

        @Override
        public void connected(String how, Set<String> refused) {
            synchronized (ConnectionReports.this) {
                refusals = refused.stream().sorted().map(filter -> "the broker refuses the subscription to " + filter
                        + ", so that "
                        + consequence.apply(filter)).toList();
            }
            changed(this, ComponentState.UP, how);
        }

        @Override
        public void disconnected(String why) {
            changed(this, ComponentState.DOWN, why + "; trying again");
        }
    }
}
