package io.roomcast.store;

import io.roomcast.store.DatabaseProbe.Finding;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.SystemStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows the health of the database by probes and tells changes, each once. A probe that has not come back when the next is
 * due counts as no answer, and no second one is sent after it. Thread-safe.
 */
final class HealthWatch {

    private static final Logger LOG = Logger.getLogger("io.roomcast.store");

    private final Supplier<Finding> probe;
    private final Executor executor;
    private final Duration period;
    private final Consumer<ComponentReport> listener;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /** Guarded by this; nothing before the first probe is back. */
    private Optional<Finding> last = Optional.empty();

    /**
     * @param probe    asks the database
     * @param executor runs probes; they may block
     * @param period   how far apart {@link #tick} is called; said in messages
     * @param listener is told at the first finding and at every change
     */
    HealthWatch(Supplier<Finding> probe, Executor executor, Duration period, Consumer<ComponentReport> listener) {
        this.probe = probe;
        this.executor = executor;
        this.period = period;
        this.listener = listener;
    }

    /** To be called once a period. Does not block. */
    void tick() {
        if (underWay.compareAndSet(false, true)) {
            start();
        } else {
            accept(Finding.failed("it has not answered for " + period.toSeconds() + " s"));
        }
    }

    private void start() {
        try {
            executor.execute(this::ask);
        } catch (RuntimeException rejected) {
            underWay.set(false);
            throw rejected;
        }
    }

    /** The last finding: connected only if a probe was answered and everything was well. */
    synchronized SystemStatus.Database current() {
        return new SystemStatus.Database(
                last.isPresent() && last.get().problem().isEmpty(),
                last.flatMap(Finding::queryTime)
                        .map(time -> OptionalDouble.of(time.toNanos() / 1e6))
                        .orElse(OptionalDouble.empty()));
    }

    private void ask() {
        try {
            accept(probe.get());
        } finally {
            underWay.set(false);
        }
    }

    private synchronized void accept(Finding finding) {
        Optional<Boolean> before = last.map(known -> known.problem().isEmpty());
        boolean healthy = finding.problem().isEmpty();
        last = Optional.of(finding);
        if (before.isPresent() && before.get() == healthy) {
            return;
        }
        String detail = finding.problem().orElse("the database answers");
        if (!healthy) {
            LOG.warning("The database is not usable: " + detail);
        } else if (before.isPresent()) {
            LOG.log(Level.INFO, "The database is usable again");
        }
        listener.accept(new ComponentReport(DatabaseHealth.COMPONENT, healthy ? ComponentState.UP : ComponentState.DOWN, detail));
    }
}
