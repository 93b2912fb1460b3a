package io.roomcast.source;

import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.wire.TrackerStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the external tracking manager is, by what it says of itself and by what the broker says of it (its last will). One that says
 * nothing of itself is up as soon as anything is heard of it. Each change is reported once. Thread-safe.
 */
final class TrackerHealth {

    private static final String COMPONENT = "tracker";

    private final Consumer<ComponentReport> reports;
    private boolean present = true;
    private TrackerStatus status = TrackerStatus.ONLINE;
    private Optional<ComponentReport> latest = Optional.empty();

    TrackerHealth(Consumer<ComponentReport> reports) {
        this.reports = Objects.requireNonNull(reports, "reports");
    }

    /** The tracking manager said something. */
    synchronized void heard() {
        if (latest.isEmpty()) {
            report();
        }
    }

    /** It came or went. */
    synchronized void available(boolean nowPresent) {
        present = nowPresent;
        report();
    }

    /** It says how it is. */
    synchronized void status(TrackerStatus said) {
        status = said;
        report();
    }

    /** Whether it was heard, and is up by what was reported last. */
    synchronized boolean isUp() {
        return latest.map(report -> report.state() == ComponentState.UP).orElse(false);
    }

    private void report() {
        ComponentReport report = new ComponentReport(COMPONENT,
                present && status != TrackerStatus.OFFLINE ? ComponentState.UP : ComponentState.DOWN, detail());
        if (!latest.equals(Optional.of(report))) {
            latest = Optional.of(report);
            reports.accept(report);
        }
    }

    private String detail() {
        if (!present) {
            return "the tracking manager is not connected to the broker";
        }
        return switch (status) {
            case ONLINE -> "the tracking manager is heard over MQTT";
            case DEGRADED -> "the tracking manager says that it is degraded";
            case OFFLINE -> "the tracking manager says that it is offline";
        };
    }
}
