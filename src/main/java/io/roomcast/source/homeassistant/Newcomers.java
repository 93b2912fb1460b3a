package io.roomcast.source.homeassistant;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.tracking.SensorSource.Sink;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

    /** Has kept what the recorder knows of them, as far as it goes back. */
    CompletableFuture<Void> learn(Conversation conversation, Set<String> newcomers) {
        LOG.info(() -> "Of " + newcomers.size() + " sensors nothing is known yet; their past is read before they count");
        return learn(conversation, newcomers.stream().sorted().toList());
    }

    private CompletableFuture<Void> learn(Conversation conversation, List<String> newcomers) {
        if (newcomers.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        int some = Math.min(AT_ONCE, newcomers.size());
        return past(conversation, newcomers.subList(0, some))
                .thenCompose(past -> keep(past.values().iterator()))
                .thenCompose(kept -> learn(conversation, newcomers.subList(some, newcomers.size())));
    }

    private CompletableFuture<Map<String, List<SensorEvent>>> past(Conversation conversation, List<String> some) {
        Map<String, List<SensorEvent>> said = new LinkedHashMap<>();
        Timeline story = new Timeline();
        Instant[] reached = {Instant.MIN};
        return new Recollection(history, clock, waiting, story::beginAt, lost -> said.keySet().forEach(sensor ->
                        story.settle(new SensorEvent(sensor, reached[0].plusMillis(1), SensorState.UNAVAILABLE))))
                .read(new Past(conversation, some, waiting), Optional.empty(), (events, end) -> {
                    story.addAll(events);
                    reached[0] = end;
                    add(story.takeBefore(end), said);
                    return CompletableFuture.completedFuture(null);
                })
                .thenApply(read -> {
                    add(story.takeAll(), said);
                    return said;
                });
    }

    private static void add(List<SensorEvent> events, Map<String, List<SensorEvent>> said) {
        events.forEach(event -> said.computeIfAbsent(event.entityId(), first -> new ArrayList<>()).add(event));
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
