package io.roomcast.ops;

import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Holds what each component said of itself last, and makes a change known: one line in the log and one
 * {@link ComponentChange}. Saying the same state again replaces the detail only, and quietly: a component that retries every
 * second must not fill the log. Thread-safe.
 */
@ApplicationScoped
public class ComponentBoard {

    private static final Logger LOG = Logger.getLogger(ComponentBoard.class.getPackageName());

    private final Map<String, ComponentReport> reports = new ConcurrentHashMap<>();
    private final Consumer<ComponentChange> changes;

    /** For the container's proxy only. */
    protected ComponentBoard() {
        this(change -> { });
    }

    @Inject
    public ComponentBoard(Event<ComponentChange> changes) {
        this(changes::fire);
    }

    ComponentBoard(Consumer<ComponentChange> changes) {
        this.changes = changes;
    }

    /** Takes in what a component says of itself. */
    void take(@Observes ComponentReport report) {
        ComponentReport before = reports.put(report.component(), report);
        if (before == null || before.state() != report.state()) {
            Level level = report.state() == ComponentState.DOWN ? Level.WARNING : Level.INFO;
            LOG.log(level, "{0} is {1}: {2}", new Object[] {report.component(), report.state(), report.detail()});
            changes.accept(new ComponentChange(report));
        }
    }

    /** The last word of every component, in the order of their names. */
    public Collection<ComponentReport> reports() {
        return Collections.unmodifiableCollection(new TreeMap<>(reports).values());
    }

    /** The state of every component by its name, in the order of their names. */
    public SortedMap<String, ComponentState> states() {
        SortedMap<String, ComponentState> states = new TreeMap<>();
        reports.forEach((name, report) -> states.put(name, report.state()));
        return Collections.unmodifiableSortedMap(states);
    }

    /** The state of that component, if it has said anything yet. */
    public Optional<ComponentState> state(String component) {
        return Optional.ofNullable(reports.get(component)).map(ComponentReport::state);
    }
}
