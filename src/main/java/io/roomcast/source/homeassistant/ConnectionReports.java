package io.roomcast.source.homeassistant;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the owner how it is with Home Assistant: whatever changes is reported once and logged once. That it came up or went down is logged
 * by who takes the reports, as of every component; what else becomes of it while it is down is logged here. For one thread.
 */
final class ConnectionReports {

    static final String COMPONENT = "home_assistant";

    private static final Logger LOG = Logger.getLogger(ConnectionReports.class.getPackageName());

    private final URI address;
    private final Consumer<ComponentReport> reports;
    private Optional<ComponentReport> latest = Optional.empty();

    ConnectionReports(URI address, Consumer<ComponentReport> reports) {
        this.address = address;
        this.reports = reports;
    }

    void connected(String version) {
        tell(Level.INFO, ComponentState.UP, "Connected to Home Assistant " + version + " at " + where());
    }

    void lost(String why) {
        tell(Level.WARNING, ComponentState.DOWN, "No connection to Home Assistant at " + where() + ": " + why + "; trying again");
    }

    void refused(String why) {
        tell(Level.SEVERE, ComponentState.DOWN, "Home Assistant at " + where() + " refuses the token (" + remedy() + "): " + why
                + "; it is not tried again before a restart, since it bans who tries too often");
    }

    private String remedy() {
        return address.equals(HomeAssistantSettings.SUPERVISOR)
                ? "the app lacks homeassistant_api: true, or home_assistant.token is set"
                : "home_assistant.token";
    }

    private String where() {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    private void tell(Level level, ComponentState state, String detail) {
        ComponentReport report = new ComponentReport(COMPONENT, state, detail);
        if (!latest.equals(Optional.of(report))) {
            if (latest.filter(before -> before.state() == state).isPresent()) {
                LOG.log(level, detail);
            }
            latest = Optional.of(report);
            reports.accept(report);
        }
    }
}
