package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Follows a home in Home Assistant, over as many conversations as it takes: finds its rooms, reads what has happened since what is kept,
 * and passes on what happens. What happens while the past is read waits, and goes into one story with it.
 *
 * <p>When the connection is lost, time stands still for up to {@link #STANDSTILL}, and what has happened meanwhile is read when it is back.
 * If it takes longer, the sensors are unavailable from the loss on, and then say what they say by then. So it is too when the home has
 * become another one whose past is being read, if something is kept of it: what was told before of its rooms still stands.
 *
 * <p>A home that was found before it began is taken for one that was lost with the last that is kept of it, when Home Assistant is away at
 * the beginning. Once it is back all that has happened since then is read, however long it was: it is told anew for that. So it stays
 * until it has been followed once, also when it turns out to be another one. For one thread.
 */
final class Follower implements HomeAssistantConnection.Listener {

    static final Duration STANDSTILL = Duration.ofMinutes(5);
    /** Changes of the registries come by the dozen. */
    static final Duration SETTLING = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(Follower.class.getPackageName());
    /** Of different sensors, what happens at about the same time may be told in another order. */
    private static final Duration DISORDER = Duration.ofSeconds(5);

    private final HomeSearch search;
    private final Optional<ZoneId> zone;
    private final Recollection recollection;
    private final InstantSource clock;
    private final Waiting waiting;
    private final Delivery delivery;
    private final ConnectionReports reports;
    private final BiConsumer<Conversation, String> giveUp;
    private final Figures figures;
    private final StateBook book = new StateBook();
    private final Timeline timeline = new Timeline();

    private Optional<Talk> talk = Optional.empty();
    private Optional<Home> home = Optional.empty();
    private Set<String> sensors = Set.of();
    /** All before that moment is told of this home; absent: nothing is. */
    private Optional<Instant> reached = Optional.empty();
    private Footing footing = Footing.NOTHING;
    /** From when on nothing is known if Home Assistant stays away; absent while it is there, unless it has yet to be followed. */
    private Optional<Instant> lostAt = Optional.empty();
    /** Whether something was kept of this home when it became known. */
    private boolean kept;
    private boolean live;
    private boolean caughtUp;
    private boolean unavailable;
    private boolean settling;

    /** What the rooms stand on, be it as those of another home. */
    private enum Footing {
        /** Nothing is told of them: that waits until their past is read. */
        NOTHING,
        /** What was kept of them when it began. */
        MEMORY,
        /** What Home Assistant says: it has been followed. */
        HOME_ASSISTANT
    }

    /** A conversation and what it began with. */
    private record Talk(Conversation conversation, Introduction introduction) {
    }

    /**
     * @param search  finds the home
     * @param zone    the home's time zone; absent: the one that Home Assistant says
     * @param history how far back to look at the first start
     * @param giveUp  gives a conversation up, and says why
     * @param figures told how far it is
     */
    Follower(HomeSearch search, Optional<ZoneId> zone, Duration history, InstantSource clock, Waiting waiting, Delivery delivery,
            ConnectionReports reports, BiConsumer<Conversation, String> giveUp, Figures figures) {
        this.search = search;
        this.zone = zone;
        this.recollection = new Recollection(history, clock, waiting, timeline::beginAt);
        this.clock = clock;
        this.waiting = waiting;
        this.delivery = delivery;
        this.reports = reports;
        this.giveUp = giveUp;
        this.figures = figures;
    }

    /**
     * Begins with a home that was found before, which may be another by now. To be called before anything else.
     *
     * @param since the latest event that is kept of it
     */
    void begin(Home before, Optional<Instant> since) {
        footing = Footing.MEMORY;
        enter(before, since);
    }

    @Override
    public void connected(Conversation conversation, String version) {
        reports.connected(version);
        figures.connected(true);
        book.clear();
        settling = false;
        Talk now = new Talk(conversation, new Introduction(conversation, waiting));
        talk = Optional.of(now);
        guard(now, now.introduction.started()
                .thenCompose(started -> now.introduction.watch(() -> changed(now)))
                .thenCompose(watched -> look(now)));
    }

    @Override
    public void lost(String why) {
        reports.lost(why);
        gone();
    }

    @Override
    public void refused(String why) {
        reports.refused(why);
        gone();
    }

    private void gone() {
        talk = Optional.empty();
        figures.connected(false);
        Instant now = clock.instant();
        if (live) {
            live = false;
            reached = timeline.last().map(last -> last.minus(DISORDER)).or(() -> reached);
            figures.standAt(now);
        }
        if (footing != Footing.NOTHING) {
            standStill(lostAt.orElse(now));
        }
    }

    /** What stands from memory has no more to wait for: that much of the past is told. */
    private void standStill(Instant loss) {
        lostAt = Optional.of(loss);
        boolean fromMemory = footing == Footing.MEMORY && canGoOn() && !caughtUp;
        if (fromMemory) {
            LOG.info(() -> "Home Assistant is away; the home that was found last goes on from what is stored of it, up to " + loss);
        }
        Instant now = clock.instant();
        Instant end = loss.plus(STANDSTILL);
        if (now.isBefore(end)) {
            waiting.of(Duration.between(now, end)).thenRun(() -> goOnWithout(loss));
        } else {
            goOnWithout(loss);
        }
        if (fromMemory) {
            pastIsTold();
        }
    }

    /** Not while the home is being told, nor before anything of it is. */
    private boolean canGoOn() {
        return home.isPresent() && (caughtUp || kept);
    }

    /** It takes too long: time goes on, and nothing is known from the loss on. */
    private void goOnWithout(Instant loss) {
        if (lostAt.filter(loss::equals).isEmpty() || talk.isPresent() || unavailable || !canGoOn()) {
            return;
        }
        LOG.warning(() -> "Home Assistant has not been heard since " + loss + ": its sensors count as unavailable from then on");
        unavailable = true;
        if (!caughtUp) {
            sensors.forEach(sensor -> book.present(sensor).ifPresent(timeline::add));
            delivery.events(timeline.takeBefore(loss));
        }
        timeline.drop();
        Instant at = timeline.last().filter(loss::isBefore).orElse(loss);
        sensors.forEach(sensor -> timeline.add(new SensorEvent(sensor, at, SensorState.UNAVAILABLE)));
        delivery.events(timeline.takeAll());
        figures.goOn();
        pastIsTold();
    }

    private void pastIsTold() {
        if (!caughtUp) {
            caughtUp = true;
            delivery.caughtUp();
        }
    }

    /** Something fails that has to work: another conversation may do better. */
    private void guard(Talk now, CompletableFuture<Void> work) {
        work.whenComplete((done, failure) -> {
            if (failure != null && isCurrent(now) && !(Recollection.cause(failure) instanceof ConversationOverException)) {
                LOG.log(Level.FINE, "What Home Assistant says cannot be followed", failure);
                giveUp.accept(now.conversation, "it does not answer as it should: " + Recollection.cause(failure).getMessage());
            }
        });
    }

    private boolean isCurrent(Talk one) {
        return talk.filter(current -> current == one).isPresent();
    }

    /** Looks at the registries once more when their changes have settled, or as soon as it is live. */
    private void changed(Talk now) {
        if (!settling) {
            settling = true;
            waiting.of(SETTLING).thenRun(() -> {
                settling = false;
                if (isCurrent(now) && live) {
                    guard(now, look(now));
                } else if (isCurrent(now)) {
                    changed(now);
                }
            });
        }
    }

    private CompletableFuture<Void> look(Talk now) {
        return RegistryReader.read(now.conversation).thenCompose(registry ->
                now.introduction.subscribe(search.candidates(registry), this::heard).thenCompose(present -> {
                    ZoneId there = zone.or(now.introduction::zone).orElseGet(ZoneId::systemDefault);
                    return follow(now, search.find(registry, book.classes(), there));
                }));
    }

    private CompletableFuture<Void> follow(Talk now, FoundHome found) {
        boolean known = home.filter(found.home()::equals).isPresent();
        if (!known || !figures.isHomeCertain()) {
            LOG.info(found::table);
        }
        // One that went on from memory has to be told anew to learn what has happened since.
        if (known && !(footing == Footing.MEMORY && unavailable)) {
            figures.homeIsCertain();
            return live ? CompletableFuture.completedFuture(null) : catchUp(now);
        }
        live = false;
        home = Optional.empty();
        figures.standAt(clock.instant());
        return waiting.here(delivery.home(found.home())).thenCompose(since -> {
            if (!isCurrent(now) && talk.isPresent()) {
                throw new ConversationOverException();
            }
            enter(found.home(), since);
            figures.homeIsCertain();
            if (talk.isPresent()) {
                return catchUp(now);
            }
            lostAt.ifPresent(this::standStill);
            return CompletableFuture.completedFuture(null);
        });
    }

    private void enter(Home entered, Optional<Instant> since) {
        home = Optional.of(entered);
        sensors = entered.sensors().stream().map(Sensor::entityId).collect(Collectors.toSet());
        reached = since;
        caughtUp = false;
        kept = since.isPresent();
        unavailable = false;
        timeline.drop();
        timeline.beginAt(since.orElse(Instant.MIN));
        figures.standAt(since.orElse(Instant.EPOCH));
        // What happened at the very moment of the last that is kept is kept: the sensors cannot have been lost before.
        lostAt = footing == Footing.MEMORY ? since.map(last -> last.plusMillis(1)) : lostAt.filter(loss -> talk.isEmpty());
    }

    private CompletableFuture<Void> catchUp(Talk now) {
        if (unavailable) {
            timeline.raise(clock.instant());
            goLive(now);
            return CompletableFuture.completedFuture(null);
        }
        return recollection.read(new Past(now.conversation, List.copyOf(sensors), waiting), reached, (events, end) -> {
            timeline.addAll(events);
            if (end.equals(Instant.MAX)) {
                return CompletableFuture.completedFuture(null);
            }
            reached = Optional.of(end);
            figures.standAt(end);
            return waiting.here(delivery.events(timeline.takeBefore(end)));
        }).thenRun(() -> goLive(now));
    }

    private void goLive(Talk now) {
        if (!isCurrent(now)) {
            return;
        }
        Instant moment = clock.instant();
        List<SensorEvent> present = sensors.stream().map(sensor ->
                book.present(sensor).orElseGet(() -> new SensorEvent(sensor, moment, SensorState.UNAVAILABLE))).toList();
        timeline.addAll(present);
        pass();
        present.forEach(timeline::settle);
        live = true;
        footing = Footing.HOME_ASSISTANT;
        lostAt = Optional.empty();
        unavailable = false;
        pass();
        figures.goOn();
        pastIsTold();
    }

    private void heard(JsonObject event) {
        Instant now = clock.instant();
        long classes = book.classChanges();
        List<SensorEvent> news = book.take(event, now);
        figures.heard(book.size(), now);
        news.stream().filter(change -> sensors.contains(change.entityId())).forEach(timeline::add);
        if (live) {
            pass();
            if (book.classChanges() != classes) {
                talk.ifPresent(this::changed);
            }
        }
    }

    private void pass() {
        List<SensorEvent> news = timeline.takeAll();
        if (!news.isEmpty()) {
            delivery.events(news);
        }
    }
}
