package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.tracking.SensorSource.Sink;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Sensors that come into a home that is known already, with a past that the recorder knows and Roomcast does not. It is kept before they
 * come in: then they come in with all of it, in the order of time. That something is kept of a sensor means that it was asked for, so
 * that this happens once. For one thread.
 */
final class Newcomers {

    /** The past of so many sensors is held in memory at once. */
    static final int AT_ONCE = 10;
    /** What cannot be kept now is tried again after that. */
    static final Duration RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Newcomers.class.getPackageName());

    private final Duration history;
    private final InstantSource clock;
    private final Waiting waiting;
    private final Sink sink;
    private final Executor executor;
    /** Those whose past is read. */
    private Map<String, Prelude> learning = Map.of();

    /**
     * @param history  how far back to look
     * @param sink     keeps what they said
     * @param executor where the sink is asked, which may take a while
     */
    Newcomers(Duration history, InstantSource clock, Waiting waiting, Sink sink, Executor executor) {
        this.history = history;
        this.clock = clock;
        this.waiting = waiting;
        this.sink = sink;
        this.executor = executor;
    }

    /** Those of that home whose past has to be learned; none if it is all new, since its past is read anyway, or if none is wanted. */
    CompletableFuture<Set<String>> in(Home home) {
        Set<String> sensors = home.sensorIds();
        return history.isZero()
                ? CompletableFuture.completedFuture(Set.of())
                : asked(() -> sink.unheard(sensors)).thenApply(unheard -> unheard.size() < sensors.size() ? unheard : Set.of());
    }

    /** That home as it is without them. */
    static Home without(Home home, Set<String> newcomers) {
        return new Home(home.zone(), home.rooms(),
                home.sensors().stream().filter(sensor -> !newcomers.contains(sensor.entityId())).toList(),
                home.holdOff(), home.holdOffs(), home.parts());
    }

    /** Has kept what the recorder knows of them, as far as it goes back, and what is {@linkplain #hear heard} of them meanwhile. */
    CompletableFuture<Void> learn(Conversation conversation, Set<String> newcomers) {
        LOG.info(() -> "Of " + newcomers.size() + " sensors nothing is known yet; their past is read before they count");
        List<String> sensors = newcomers.stream().sorted().toList();
        List<Prelude> preludes = new ArrayList<>();
        Map<String, Prelude> bySensor = new HashMap<>();
        for (int first = 0; first < sensors.size(); first += AT_ONCE) {
            Prelude prelude = new Prelude(sensors.subList(first, Math.min(sensors.size(), first + AT_ONCE)));
            preludes.add(prelude);
            prelude.sensors().forEach(sensor -> bySensor.put(sensor, prelude));
        }
        learning = bySensor;
        return learn(conversation, preludes.iterator()).thenCompose(learned -> keepHeard(preludes));
    }

    /** Something has happened: what those say whose past is read is part of it. */
    void hear(List<SensorEvent> news) {
        news.forEach(event -> Optional.ofNullable(learning.get(event.entityId())).ifPresent(prelude -> prelude.hear(event)));
    }

    /** They have come in, or nobody hears them any more: what they say from now on is no matter of the past. */
    void leaveOff() {
        learning = Map.of();
    }

    private CompletableFuture<Void> learn(Conversation conversation, Iterator<Prelude> preludes) {
        if (!preludes.hasNext()) {
            return CompletableFuture.completedFuture(null);
        }
        Prelude prelude = preludes.next();
        return new Recollection(history, clock, waiting, prelude::beginAt, lost -> prelude.lose())
                .read(new Past(conversation, prelude.sensors(), waiting), Optional.empty(), (events, end) -> {
                    prelude.past(events, end);
                    return CompletableFuture.completedFuture(null);
                })
                .thenCompose(read -> keep(prelude.take().iterator()))
                .thenCompose(kept -> learn(conversation, preludes));
    }

    /** More may be heard while it is kept. */
    private CompletableFuture<Void> keepHeard(List<Prelude> preludes) {
        List<List<SensorEvent>> heard = preludes.stream().flatMap(prelude -> prelude.take().stream()).toList();
        return heard.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : keep(heard.iterator()).thenCompose(kept -> keepHeard(preludes));
    }

    /** One sensor's after the other's, since all that was said by one is kept or nothing. */
    private CompletableFuture<Void> keep(Iterator<List<SensorEvent>> past) {
        if (!past.hasNext()) {
            return CompletableFuture.completedFuture(null);
        }
        List<SensorEvent> events = past.next();
        return asked(() -> {
            sink.recollect(events);
            return true;
        }).thenCompose(kept -> keep(past));
    }

    private <T> CompletableFuture<T> asked(Supplier<T> question) {
        return waiting.here(CompletableFuture.supplyAsync(question, executor)).exceptionallyCompose(failure ->
                Recollection.cause(failure) instanceof StoreUnavailableException
                        ? waiting.of(RETRY).thenCompose(later -> asked(question))
                        : CompletableFuture.failedFuture(failure));
    }
}
