package io.roomcast.source;

import io.roomcast.home.Home;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.SensorEvent;
import io.roomcast.source.simulated.SimulatedHome;
import io.roomcast.tracking.SensorSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The simulated home as a source of events: some weeks of the past at the first start, then what happens at the moment at which it
 * happens. After a pause, of whatever cause, it tells what has happened meanwhile. Thread-safe.
 *
 * <p>A sink that fails is told the same again after {@link #RETRY}. When the clock is set back by more than {@link
 * OccupancyTracker#TOLERANCE}, the time that comes again is lived again, in the same way.
 */
public final class SimulatedSource implements SensorSource {

    /** Its name in settings and status. */
    public static final String NAME = "simulated";

    /** How long it waits before it tells a sink again that failed. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** Timers do not notice that the clock was set, or that the machine slept, so that the clock is looked at that often. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(SimulatedSource.class.getPackageName());

    private final SimulatedHome simulated;
    private final Duration history;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;

    private volatile boolean closed;
    /** What is next to be told is of that moment or later. */
    private volatile Instant due = Instant.MAX;

    /** All guarded by this; sink and told are there from the start on. */
    private Optional<Future<?>> next = Optional.empty();
    private Sink sink;
    private Instant told;
    private boolean caughtUp;
    private LocalDate date;
    private List<SensorEvent> ofDate;

    /**
     * @param simulated the home
     * @param history   how much of its past there is at the first start
     * @param clock     the time
     * @param timer     where everything is done, and when
     */
    public SimulatedSource(SimulatedHome simulated, Duration history, InstantSource clock, ScheduledExecutorService timer) {
        this.simulated = Objects.requireNonNull(simulated, "simulated");
        this.history = Objects.requireNonNull(history, "history");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Home home() {
        return simulated.home();
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Instant deliveredUntil() {
        Instant now = clock.instant();
        Instant next = due;
        return next.isAfter(now) ? now : next.minusNanos(1);
    }

    /**
     * @throws IllegalStateException if it has been started before
     */
    @Override
    public synchronized void start(Optional<Instant> since, Sink receiver) {
        if (sink != null) {
            throw new IllegalStateException("started already");
        }
        sink = Objects.requireNonNull(receiver, "receiver");
        Instant now = clock.instant();
        // Others may have happened at the moment of the last one that is kept; that one is told again.
        told = since.filter(last -> last.isBefore(now)).orElseGet(() -> since.isPresent() ? now : now.minus(history)).minusNanos(1);
        schedule(Duration.ZERO);
    }

    /** Delivers nothing more. Waits until what is being delivered is taken. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            next.ifPresent(waiting -> waiting.cancel(false));
            next = Optional.empty();
        }
    }

    private void schedule(Duration wait) {
        if (!closed) {
            next = Optional.of(timer.schedule(this::step, wait.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private synchronized void step() {
        Duration wait = RETRY;
        try {
            Instant now = clock.instant();
            if (now.isBefore(told.minus(OccupancyTracker.TOLERANCE))) {
                told = now;
            }
            tellUntil(now);
            if (!caughtUp && !closed) {
                sink.caughtUp();
                caughtUp = true;
            }
            wait = untilNext(now);
            due = now.plus(wait);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "What happens in the simulated home could not be passed on; it is tried again", failed);
        }
        schedule(wait);
    }

    private void tellUntil(Instant now) {
        LocalDate today = dateOf(now);
        for (LocalDate day = dateOf(told); !day.isAfter(today) && !closed; day = day.plusDays(1)) {
            Instant after = told;
            List<SensorEvent> news = on(day).stream().filter(event -> event.at().isAfter(after) && !event.at().isAfter(now)).toList();
            if (!news.isEmpty()) {
                sink.accept(news);
                told = news.get(news.size() - 1).at();
            }
        }
        if (!closed && now.isAfter(told)) {
            told = now;
        }
    }

    private Duration untilNext(Instant now) {
        return on(dateOf(now)).stream().map(SensorEvent::at).filter(at -> at.isAfter(now)).findFirst()
                .map(at -> Duration.between(now, at))
                .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
    }

    private List<SensorEvent> on(LocalDate day) {
        if (!day.equals(date)) {
            ofDate = simulated.events(day);
            date = day;
        }
        return ofDate;
    }

    private LocalDate dateOf(Instant moment) {
        return moment.atZone(home().zone()).toLocalDate();
    }
}
