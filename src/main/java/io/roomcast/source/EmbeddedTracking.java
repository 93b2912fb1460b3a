package io.roomcast.source;

import io.roomcast.home.Home;
import io.roomcast.home.RoomId;
import io.roomcast.home.SensorEvent;
import io.roomcast.metrics.Metrics;
import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.SerialExecutor;
import io.roomcast.prediction.HomeModel;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.HomeReport;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.StoreUnavailableException;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.tracking.TrainingRequest;
import io.roomcast.tracking.embedded.KnownPast;
import io.roomcast.tracking.embedded.LiveHome;
import io.roomcast.tracking.embedded.ModelStore;
import io.roomcast.tracking.embedded.RetrainingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The built-in tracking manager at work, from its start until it is closed: brings a home up to date from stored events, then from its
 * source, keeps its time, stores what happens, and has its models trained. The home itself lives on one serial executor. Thread-safe.
 */
final class EmbeddedTracking implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedTracking.class.getPackageName());
    private static final String COMPONENT = "tracker";
    /** How often the home is told the time. */
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration KEPT_EVERY = Duration.ofHours(1);
    private static final Duration STOPPING = Duration.ofSeconds(3);
    /** Reading a large home's year takes some seconds, on a slow disk more. */
    private static final Duration RECALLING = Duration.ofMinutes(5);
    /** Alerts that wait at the end may hold up for so long the sockets, which have to be told within five seconds. */
    private static final Duration LAST_ALERTS = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final double JITTER = 0.25;
    /** When the clock is set back by more than that, what seemed to happen meanwhile must not stand in the way. */
    private static final Duration SET_BACK = Duration.ofHours(1);

    private final SensorSource source;
    private final Duration interval;
    private final StoredPast past;
    private final EventKeeper keeper;
    private final ModelStore models;
    private final ScheduledExecutorService timer;
    private final Turns serial;
    private final Announcer announcer;
    private final Consumer<ComponentReport> reports;
    private final Retraining retraining;
    private final Backoff startBackoff;
    private volatile Home furnished;
    private volatile Optional<LiveHome> home = Optional.empty();
    private volatile Future<?> next;
    private volatile boolean following;
    /** Whether more has become known of the past than the home was told when it last went live. */
    private volatile boolean recollected;
    private volatile boolean closed;
    /** These three belong to the serial executor. */
    private boolean ticking;
    private Instant kept = Instant.MIN;
    private Instant delivered = Instant.MIN;

    /**
     * What it runs on.
     *
     * @param executor does everything that takes long
     * @param timer    keeps the time
     * @param metrics  counts what is lost
     */
    record Platform(Executor executor, ScheduledExecutorService timer, Metrics metrics) {
    }

    /**
     * @param interval  how often each room's prediction is announced at least
     * @param everybody who is told what comes about
     * @param reports   told how it is, one report at a time
     */
    EmbeddedTracking(SensorSource source, Duration interval, EventStore store, ModelStore models, Platform platform,
            Consumer<? super Announcement> everybody, Consumer<ComponentReport> reports) {
        this.source = source;
        this.interval = interval;
        this.past = new StoredPast(source, store, models);
        this.keeper = new EventKeeper(store, () -> furnished.sensorIds(), platform.executor(), EventKeeper.MOST);
        this.models = models;
        this.timer = platform.timer();
        this.serial = new Turns(new SerialExecutor(platform.executor()));
        this.announcer = new Announcer(everybody, platform.executor(), platform.timer(), backoff(),
                platform.metrics().counter("tracking_alerts_lost_total", "Alerts of the built-in tracking manager that were never stored"));
        this.reports = reports;
        this.retraining = new Retraining(source.clock(), serial, platform.executor(), models, announcer);
        this.startBackoff = backoff();
        this.furnished = source.home();
    }

    private static Backoff backoff() {
        return new Backoff(FIRST_WAIT, LONGEST_WAIT, JITTER, new Random());
    }

    /** Begins, in the background. */
    void start() {
        serial.execute(this::begin);
    }

    /** The home as it is known now. */
    Home furnished() {
        return furnished;
    }

    /** What was found of the home. */
    HomeReport report() {
        return source.report();
    }

    /** How it is with Home Assistant, if that is the source. */
    Optional<SystemStatus.HomeAssistant> homeAssistant() {
        return source.homeAssistant();
    }

    /** Whether Home Assistant has an area of the room's name, or may have one: those of {@code rooms.yaml} have names of their own. */
    boolean mayBeArea(RoomId room) {
        return source.homeAssistant().isEmpty() || source.configured().room(room).isEmpty() && !furnished.parts().containsKey(room);
    }

    /** Whether it follows the home. */
    boolean isAtWork() {
        return following && !closed;
    }

    /** Whether the home that it follows is the one that there is, and not one that was found before a start. */
    boolean knowsAllRooms() {
        return isAtWork() && source.isHomeCertain();
    }

    /** The share of predictions of the last day that were right, for each room of which it is known. */
    SortedMap<RoomId, Double> accuracy() {
        return home.map(LiveHome::accuracy).orElse(Collections.emptySortedMap());
    }

    /** What came of the predictions of the last day and the last week, room by room. */
    List<RoomFigures> figures() {
        return home.map(LiveHome::figures).orElse(List.of());
    }

    TrainingRequest requestTraining() {
        return home.isPresent() && !closed ? retraining.request() : TrainingRequest.NOT_POSSIBLE;
    }

    boolean cancelTraining() {
        return retraining.cancel();
    }

    private void begin() {
        if (closed) {
            return;
        }
        try {
            source.start(remember(), new Intake());
        } catch (StoreUnavailableException away) {
            LOG.log(Level.WARNING, "What is stored of the home cannot be read yet; it is tried again", away);
            later(() -> serial.execute(this::begin), startBackoff.next());
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, "The built-in tracking manager could not start", failed);
            reports.accept(new ComponentReport(COMPONENT, ComponentState.DOWN, "the built-in tracking manager could not start: " + failed));
        }
    }

    /** Makes the home from what is stored of it, and says up to when that is. */
    private Optional<Instant> remember() {
        LiveHome made = new LiveHome(furnished, source.name(), interval, this::announce);
        models.accuracy().ifPresent(made::restore);
        models.drift().ifPresent(made::restore);
        Optional<Instant> since = past.recall(made, furnished);
        Optional<HomeModel> model = past.model(made);
        model.ifPresent(made::adopt);
        models.experience().ifPresent(made::restore);
        retraining.serve(made, model);
        home = Optional.of(made);
        return since;
    }

    /** As long as nobody could ask the sensors since the start, it is no fault of theirs that they are not heard. */
    private void announce(Announcement announcement) {
        boolean unasked = announcement instanceof Alert alert && alert.type().equals(Alert.Type.SENSOR_UNAVAILABLE)
                && !source.isHomeCertain();
        if (!unasked) {
            announcer.accept(announcement);
        }
    }

    private void later(Runnable task, Duration wait) {
        if (!closed) {
            next = timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        try {
            keeper.flushSoon();
            serial.execute(this::pass);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "The server takes no more work", stopping);
        }
    }

    private void pass() {
        try {
            home.filter(LiveHome::isLive).ifPresent(this::pass);
        } finally {
            later(this::tick, TICK);
        }
    }

    private void pass(LiveHome before) {
        Instant now = reached();
        LiveHome live = now.isBefore(before.reached().minus(SET_BACK)) ? madeAnew(before, now) : before;
        live.advance(now).forEach(reason -> retraining.suggest(reason, now));
        retraining.consider(now);
        if (!now.isBefore(kept.plus(KEPT_EVERY))) {
            live.forget();
            keep(live, now);
        }
    }

    /** The home as it was at that moment, which comes again. */
    private LiveHome madeAnew(LiveHome before, Instant now) {
        LOG.warning(() -> "The clock was set back from " + before.reached() + " to " + now + "; what is stored of later does not count");
        try {
            keeper.flush();
            remember();
        } catch (StoreUnavailableException away) {
            LOG.log(Level.WARNING, "What is stored of the home cannot be read; it goes on as it is", away);
            return before;
        }
        LiveHome made = home.orElseThrow();
        made.goLive(now).forEach(reason -> retraining.suggest(reason, now));
        kept = now;
        return made;
    }

    private void keep(LiveHome live, Instant now) {
        kept = now;
        keep(live);
    }

    private void keep(LiveHome live) {
        models.keep(live.experience());
        models.keep(live.accuracyMemory());
        live.driftMemory().ifPresent(models::keep);
    }

    /** How far time has gone on in the home: as far as the source has told, but never back to before that unless its clock was set. */
    private Instant reached() {
        Instant now = source.clock().instant();
        Instant least = delivered.isBefore(now) ? delivered : now;
        Instant until = source.deliveredUntil();
        return until.isAfter(least) ? until : least;
    }

    /** Stops the source, the time and the training, and keeps what is not kept yet. */
    @Override
    public void close() {
        closed = true;
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
        source.close();
        retraining.close();
        announcer.close(LAST_ALERTS);
        keeper.close(STOPPING);
        home.filter(LiveHome::isLive).ifPresent(live -> serial.run(() -> keep(live)));
    }

    /** Takes what the source says; makes it wait until that is understood. */
    private final class Intake implements SensorSource.Sink {

        @Override
        public Optional<Instant> home(Home other) {
            return closed ? Optional.empty() : serial.call(() -> {
                furnished = other;
                keeper.flush();
                return remember();
            }, RECALLING);
        }

        @Override
        public void accept(List<SensorEvent> events) {
            if (!closed) {
                Instant now = source.clock().instant();
                List<SensorEvent> believed = believed(events, now);
                serial.run(() -> happened(believed, now));
                keeper.take(believed);
            }
        }

        private void happened(List<SensorEvent> events, Instant now) {
            home.orElseThrow().accept(events, now);
            events.stream().map(SensorEvent::at).max(Comparator.naturalOrder()).ifPresent(latest -> delivered = latest);
        }

        /** An event that claims to be from later than now is from a clock that is fast, and is of now. */
        private static List<SensorEvent> believed(List<SensorEvent> events, Instant now) {
            return events.stream()
                    .map(event -> event.at().isAfter(now) ? new SensorEvent(event.entityId(), now, event.state()) : event)
                    .toList();
        }

        @Override
        public void caughtUp() {
            if (!closed) {
                serial.run(this::goLive);
            }
        }

        @Override
        public Set<String> unheard(Set<String> sensors) {
            return keeper.unheard(sensors);
        }

        @Override
        public void recollect(List<SensorEvent> events) {
            Instant now = source.clock().instant();
            if (!recollected) {
                // Also when the server stops before the home is told.
                models.keep(KnownPast.at(now));
            }
            keeper.recollect(believed(events, now));
            recollected = true;
        }

        private void goLive() {
            LiveHome live = home.orElseThrow();
            Instant now = reached();
            Set<RetrainingReason> news = live.goLive(now);
            LOG.info(() -> "The past of the " + source.name() + " home is known from " + live.began().map(Instant::toString).orElse("now on"));
            following = true;
            reports.accept(new ComponentReport(COMPONENT, ComponentState.UP,
                    "the built-in tracking manager follows the " + source.name() + " home"));
            // A server may take away the classes first when it stops: whatever that takes has to be loaded by then.
            keep(live, now);
            news.forEach(reason -> retraining.suggest(reason, now));
            if (recollected) {
                recollected = false;
                retraining.knowsMore(now);
            }
            retraining.consider(now);
            if (!ticking) {
                ticking = true;
                later(EmbeddedTracking.this::tick, TICK);
            }
        }
    }
}
