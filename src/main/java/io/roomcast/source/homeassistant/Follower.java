package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows a home in Home Assistant, over as many conversations as it takes: finds its rooms, reads what has happened since what is kept,
 * and passes on what happens. What happens while the past is read waits, and goes into one story with it.
 *
 * <p>When the connection is lost, time stands still for up to {@link #STANDSTILL}, and what has happened meanwhile is read when it is back.
 * If it takes longer, the sensors are unavailable from the loss on, and then say what they say by then. It is all one whether Home
 * Assistant is away that long or cannot be followed yet, as while it starts; only its past that is being read is waited for. So it is too
 * when the home has become another one whose past is being read, if something is kept of it: what was told before of its rooms still
 * stands.
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

    private final HomeSearch search;
    private final Optional<ZoneId> zone;
    private final Duration history;
    private final InstantSource clock;
    private final Waiting waiting;
    private final Delivery delivery;
    private final Newcomers newcomers;
    private final ConnectionReports reports;
    private final BiConsumer<Conversation, String> giveUp;
    private final Figures figures;
    private final StateBook book = new StateBook();

    private Optional<Talk> talk = Optional.empty();
    /** Absent until a home is known, and while another one is made known. */
    private Optional<Story> story = Optional.empty();
    private Footing footing = Footing.NOTHING;
    /** From when on nothing is known if it takes too long until the home is live; absent while it is, and before a first loss. */
    private Optional<Instant> lostAt = Optional.empty();
    private boolean live;
    private boolean reading;
    private boolean settling;
    private boolean looking;

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
     * @param search    finds the home
     * @param zone      the home's time zone; absent: the one that Home Assistant says
     * @param history   how far back to look at the first start
     * @param newcomers knows what becomes of sensors that come in later
     * @param giveUp    gives a conversation up, and says why
     * @param figures   told how far it is
     */
    Follower(HomeSearch search, Optional<ZoneId> zone, Duration history, InstantSource clock, Waiting waiting, Delivery delivery,
            Newcomers newcomers, ConnectionReports reports, BiConsumer<Conversation, String> giveUp, Figures figures) {
        this.search = search;
        this.zone = zone;
        this.history = history;
        this.clock = clock;
        this.waiting = waiting;
        this.delivery = delivery;
        this.newcomers = newcomers;
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
        looking = false;
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
        reading = false;
        newcomers.leaveOff();
        figures.connected(false);
        Instant now = clock.instant();
        if (live) {
            live = false;
            story.ifPresent(told -> told.standAt(now));
        }
        if (footing != Footing.NOTHING) {
            standStill(lostAt.orElse(now));
        }
    }

    /** What stands from memory has no more to wait for: that much of the past is told. */
    private void standStill(Instant loss) {
        lostAt = Optional.of(loss);
        Optional<Story> memory = story.filter(told -> footing == Footing.MEMORY && told.hasUntoldMemory());
        memory.ifPresent(told ->
                LOG.info(() -> "Home Assistant is away; the home that was found last goes on from what is stored of it, up to " + loss));
        Instant now = clock.instant();
        Instant end = loss.plus(STANDSTILL);
        if (now.isBefore(end)) {
            waiting.of(Duration.between(now, end)).thenRun(() -> goOnWithout(loss));
        } else {
            goOnWithout(loss);
        }
        memory.ifPresent(Story::pastIsTold);
    }

    private void goOnWithout(Instant loss) {
        if (lostAt.filter(loss::equals).isPresent() && !reading) {
            story.ifPresent(told -> told.goOnWithout(loss, book));
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
                if (isCurrent(now) && live && !looking) {
                    guard(now, look(now));
                } else if (isCurrent(now)) {
                    changed(now);
                }
            });
        }
    }

    private CompletableFuture<Void> look(Talk now) {
        looking = true;
        return RegistryReader.read(now.conversation).thenCompose(registry ->
                now.introduction.subscribe(search.candidates(registry), this::heard).thenCompose(present -> {
                    ZoneId there = zone.or(now.introduction::zone).orElseGet(ZoneId::systemDefault);
                    return follow(now, search.find(registry.withMembers(book.members()), book.classes(), there));
                })).thenRun(() -> looking = looking && !isCurrent(now));
    }

    private CompletableFuture<Void> follow(Talk now, FoundHome found) {
        Home whole = found.home();
        Optional<Home> before = story.map(Story::home);
        if (before.filter(whole::equals).isPresent() && figures.isHomeCertain()) {
            return followWhole(now, whole);
        }
        LOG.info(found::table);
        return newcomers.in(whole).thenCompose(unheard -> unheard.isEmpty()
                ? followWhole(now, whole)
                : follow(now, Newcomers.without(before.orElse(whole), unheard), () -> { })
                        .thenCompose(familiar -> newcomers.learn(now.conversation, unheard))
                        .thenCompose(learned -> followWhole(now, whole)));
    }

    /** It is kept only then: after a start in between, whoever is new has to be new once more. */
    private CompletableFuture<Void> followWhole(Talk now, Home whole) {
        if (isCurrent(now)) {
            story.filter(told -> !told.home().equals(whole))
                    .ifPresent(told -> told.giveWay(whole, live ? Optional.of(clock.instant()) : Optional.empty()));
        }
        return follow(now, whole, () -> {
            newcomers.leaveOff();
            figures.homeIsCertain();
            search.keep();
        });
    }

    private CompletableFuture<Void> follow(Talk now, Home wanted, Runnable known) {
        if (!isCurrent(now)) {
            throw new ConversationOverException();
        }
        // One that went on from memory has to be told anew to learn what has happened since.
        Optional<Story> already = story.filter(told -> told.home().equals(wanted) && !(footing == Footing.MEMORY && told.isUnavailable()));
        if (already.isPresent()) {
            known.run();
            return live ? CompletableFuture.completedFuture(null) : catchUp(now, already.orElseThrow());
        }
        live = false;
        story = Optional.empty();
        figures.standAt(clock.instant());
        return waiting.here(delivery.home(wanted)).thenCompose(since -> {
            if (!isCurrent(now) && talk.isPresent()) {
                throw new ConversationOverException();
            }
            Story told = enter(wanted, since);
            known.run();
            if (talk.isPresent()) {
                return catchUp(now, told);
            }
            lostAt.ifPresent(this::standStill);
            return CompletableFuture.completedFuture(null);
        });
    }

    private Story enter(Home home, Optional<Instant> since) {
        Story entered = new Story(home, since, delivery, figures);
        story = Optional.of(entered);
        // What happened at the very moment of the last that is kept is kept: the sensors cannot have been lost before.
        lostAt = footing == Footing.MEMORY ? since.map(last -> last.plusMillis(1)) : lostAt;
        return entered;
    }

    private CompletableFuture<Void> catchUp(Talk now, Story told) {
        if (told.isUnavailable()) {
            told.resumeAt(clock.instant());
            goLive(now, told);
            return CompletableFuture.completedFuture(null);
        }
        reading = true;
        return new Recollection(history, clock, waiting, told::beginAt, lost -> told.lose(lost, book))
                .read(new Past(now.conversation, told.sensors(), waiting), told.reached(),
                        (events, end) -> waiting.here(told.past(events, end)))
                .whenComplete((read, failure) -> reading = reading && !isCurrent(now))
                .thenRun(() -> goLive(now, told));
    }

    private void goLive(Talk now, Story told) {
        if (isCurrent(now)) {
            told.goLive(book, clock.instant());
            live = true;
            footing = Footing.HOME_ASSISTANT;
            lostAt = Optional.empty();
        }
    }

    private void heard(JsonObject event) {
        Instant now = clock.instant();
        long classes = book.classChanges();
        List<SensorEvent> news = book.take(event, now);
        figures.heard(book.size(), now);
        newcomers.hear(news);
        story.ifPresent(told -> told.hear(news));
        if (live) {
            story.ifPresent(Story::pass);
            if (book.classChanges() != classes) {
                talk.ifPresent(this::changed);
            }
        }
    }
}
