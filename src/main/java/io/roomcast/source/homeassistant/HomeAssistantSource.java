package io.roomcast.source.homeassistant;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.home.Home;
import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.SerialExecutor;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.HomeReport;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.SystemStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The sensors that a Home Assistant knows, as a source of events: the rooms are found by themselves, the past comes out of its recorder,
 * and then what happens as it happens. The home is known when Home Assistant has been reached for the first time; it is kept, and
 * when Home Assistant is away at a later start, it goes on with that one until it says otherwise. Thread-safe.
 */
public final class HomeAssistantSource implements SensorSource {

    /** Its name in settings and status. */
    public static final String NAME = "home_assistant";

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final double JITTER = 0.25;

    private final HomeAssistantSettings settings;
    private final Home own;
    private final InstantSource clock;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Consumer<ComponentReport> reports;
    private final Link.Factory links;
    private final RandomGenerator random;
    private final HomeSearch search;
    private final Figures figures = new Figures();
    /** The home that was found before it starts. */
    private final Optional<Home> before;
    /** Both guarded by this. */
    private Optional<HomeAssistantConnection> connection = Optional.empty();
    private Optional<Delivery> delivery = Optional.empty();

    /**
     * @param own      the rooms and sensors of {@code rooms.yaml}
     * @param clock    the time
     * @param executor does everything that takes long
     * @param timer    waits
     * @param reports  told how it is with Home Assistant, one report at a time
     * @param data     the directory where the home is kept
     * @throws IllegalArgumentException if the file of trusted authorities cannot be used
     */
    public HomeAssistantSource(HomeAssistantSettings settings, Home own, InstantSource clock, Executor executor,
            ScheduledExecutorService timer, Consumer<ComponentReport> reports, Path data) {
        this(settings, own, clock, executor, timer, reports, data, new WebSocketLinks(settings, executor), new Random());
    }

    HomeAssistantSource(HomeAssistantSettings settings, Home own, InstantSource clock, Executor executor,
            ScheduledExecutorService timer, Consumer<ComponentReport> reports, Path data, Link.Factory links, RandomGenerator random) {
        this.settings = settings;
        this.own = own;
        this.clock = clock;
        this.executor = executor;
        this.timer = timer;
        this.reports = reports;
        this.links = links;
        this.random = random;
        this.search = new HomeSearch(new RoomFinder(own, settings.excludedAreas(),
                new SensorSelection(settings.selection()),
                new Aggregates(settings.aggregates(), settings.outdoorAreas())),
                new SightingFile(data, settings.socket()), settings.zone());
        this.before = search.last().map(FoundHome::home);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Instant deliveredUntil() {
        Instant until = figures.standing().orElseGet(clock::instant);
        return delivery().flatMap(Delivery::firstWaiting)
                .map(first -> first.minusNanos(1))
                .filter(until::isAfter)
                .orElse(until);
    }

    @Override
    public Optional<SystemStatus.HomeAssistant> homeAssistant() {
        return Optional.of(figures.status());
    }

    /** The home that was found before, else what {@code rooms.yaml} has of it: what Home Assistant has besides is told to the sink. */
    @Override
    public Home home() {
        return before.orElse(own);
    }

    @Override
    public Home configured() {
        return own;
    }

    @Override
    public boolean isHomeCertain() {
        return figures.isHomeCertain();
    }

    @Override
    public HomeReport report() {
        FoundHome found = search.last().orElseGet(() -> new FoundHome(own, Map.of(), List.of()));
        return new HomeReport(NAME, figures.isHomeCertain(), found.home(), found.lacks(), found.notes());
    }

    /**
     * @param since counts only for a home that was found before; for another it is asked for anew
     * @throws IllegalStateException if it has been started before
     */
    @Override
    public void start(Optional<Instant> since, Sink sink) {
        prepare(since, sink).start();
    }

    private synchronized HomeAssistantConnection prepare(Optional<Instant> since, Sink sink) {
        if (connection.isPresent()) {
            throw new IllegalStateException("started already");
        }
        Delivery deliveries = new Delivery(sink, executor, timer);
        Executor serial = new SerialExecutor(executor);
        Waiting waiting = new Waiting(serial, timer);
        Newcomers newcomers = new Newcomers(settings.history(), clock, waiting, sink, executor);
        Follower follower = new Follower(search, settings.zone(), settings.history(), clock, waiting, deliveries, newcomers,
                new ConnectionReports(settings.socket(), reports), this::giveUp, figures);
        before.ifPresent(kept -> follower.begin(kept, since));
        HomeAssistantConnection made = new HomeAssistantConnection(settings.token(), links, serial, timer,
                new Backoff(FIRST_WAIT, LONGEST_WAIT, JITTER, random), clock, follower);
        delivery = Optional.of(deliveries);
        connection = Optional.of(made);
        return made;
    }

    private synchronized Optional<Delivery> delivery() {
        return delivery;
    }

    private synchronized Optional<HomeAssistantConnection> connection() {
        return connection;
    }

    private void giveUp(Conversation conversation, String why) {
        connection().ifPresent(made -> made.giveUp(conversation, why));
    }

    /** Leaves Home Assistant, and delivers nothing more. */
    @Override
    public void close() {
        delivery().ifPresent(Delivery::close);
        connection().ifPresent(HomeAssistantConnection::close);
    }
}
