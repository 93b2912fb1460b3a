package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorEvent;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;

/**
 * Asks the recorder of Home Assistant what has happened, one request at a time and with a pause before each, since it may run on a small
 * machine that has other things to do. For one thread.
 */
final class Past {

    /** So many entities are asked for at once. */
    static final int ENTITIES = 500;

    private static final Duration PAUSE = Duration.ofMillis(200);
    /** The recorder takes what is after a moment, not what is at it. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);
    private static final Duration PROBED = Duration.ofHours(12);
    /** The recorder may be busy, as when it tidies up. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(30);
    private static final int ASKED_AT_MOST = 5;
    private static final Logger LOG = Logger.getLogger(Past.class.getPackageName());

    private final Conversation conversation;
    private final List<String> entities;
    private final Waiting waiting;

    Past(Conversation conversation, List<String> entities, Waiting waiting) {
        this.conversation = conversation;
        this.entities = List.copyOf(entities);
        this.waiting = waiting;
    }

    List<String> entities() {
        return entities;
    }

    /** What happened from that moment on and before another one; with what was said at the beginning, if that is wanted. */
    CompletableFuture<List<SensorEvent>> between(Instant from, Instant end, boolean withStates) {
        return batches(from.minus(OVERLAP), end, withStates, 0, new ArrayList<>()).thenApply(events -> withStates
                ? events
                : events.stream().filter(event -> !event.at().isBefore(from)).toList());
    }

    private CompletableFuture<List<SensorEvent>> batches(Instant from, Instant end, boolean withStates, int first,
            List<SensorEvent> found) {
        if (first >= entities.size()) {
            return CompletableFuture.completedFuture(found);
        }
        List<String> batch = entities.subList(first, Math.min(entities.size(), first + ENTITIES));
        return ask(from, end, withStates, batch).thenCompose(events -> {
            found.addAll(events);
            return batches(from, end, withStates, first + ENTITIES, found);
        });
    }

    /**
     * About when the recorder begins, at most half a day too early; nothing when it knows nothing. What was said at a moment it knows
     * whenever it knew anything before.
     *
     * @param earliest how far back to look at most
     */
    CompletableFuture<Optional<Instant>> beginning(Instant earliest, Instant now) {
        return knows(now).thenCompose(any -> any ? knows(earliest).thenCompose(all -> all
                ? CompletableFuture.completedFuture(Optional.of(earliest))
                : search(earliest, now).thenApply(Optional::of)) : CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<Instant> search(Instant unknown, Instant known) {
        Duration between = Duration.between(unknown, known);
        if (between.compareTo(PROBED) <= 0) {
            return CompletableFuture.completedFuture(unknown);
        }
        Instant middle = unknown.plus(between.dividedBy(2));
        return knows(middle).thenCompose(there -> there ? search(unknown, middle) : search(middle, known));
    }

    private CompletableFuture<Boolean> knows(Instant moment) {
        return knows(moment, 0);
    }

    private CompletableFuture<Boolean> knows(Instant moment, int first) {
        if (first >= entities.size()) {
            return CompletableFuture.completedFuture(false);
        }
        List<String> batch = entities.subList(first, Math.min(entities.size(), first + ENTITIES));
        return ask(moment.minus(OVERLAP), moment, true, batch).thenCompose(events -> events.isEmpty()
                ? knows(moment, first + ENTITIES)
                : CompletableFuture.completedFuture(true));
    }

    private CompletableFuture<List<SensorEvent>> ask(Instant from, Instant end, boolean withStates, List<String> batch) {
        return ask(from, end, withStates, batch, 1);
    }

    private CompletableFuture<List<SensorEvent>> ask(Instant from, Instant end, boolean withStates, List<String> batch, int time) {
        return waiting.of(PAUSE).thenCompose(rested -> conversation.askSlow("history/history_during_period",
                members -> members
                .put("start_time", from.toString())
                .put("end_time", end.toString())
                .put("entity_ids", batch)
                .put("include_start_time_state", withStates)
                .put("significant_changes_only", false)
                .put("minimal_response", true)
                .put("no_attributes", true))).thenApply(Past::events).exceptionallyCompose(failure -> {
                    if (time == ASKED_AT_MOST || !(Recollection.cause(failure) instanceof CommandFailedException failed)
                            || failed.isOfUnknownCommand()) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    LOG.info(() -> "Home Assistant fails to tell a piece of the past; it is asked again: " + failed.getMessage());
                    return waiting.of(ASKED_AGAIN).thenCompose(later -> ask(from, end, withStates, batch, time + 1));
                });
    }

    private static List<SensorEvent> events(JsonValue result) {
        List<SensorEvent> events = new ArrayList<>();
        if (result instanceof JsonObject byEntity) {
            byEntity.forEach((id, rows) -> {
                if (rows instanceof JsonArray array) {
                    array.forEach(row -> event(id, row).ifPresent(events::add));
                }
            });
        }
        return events;
    }

    /** A row: {@code lc} is when it changed, which is left out where it is the same as {@code lu}, when it was written. */
    private static Optional<SensorEvent> event(String id, JsonValue row) {
        if (!(row instanceof JsonObject members) || !(members.get("s") instanceof JsonString state)) {
            return Optional.empty();
        }
        JsonValue at = members.get("lc") instanceof JsonNumber changed ? changed : members.get("lu");
        return at instanceof JsonNumber time
                ? States.time(time).map(moment -> new SensorEvent(id, moment, States.of(id, state.getString())))
                : Optional.empty();
    }
}
