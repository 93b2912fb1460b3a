package io.roomcast.source.homeassistant;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * What one conversation begins with: waits until Home Assistant has started, asks to be told of changes of its registries, and subscribes
 * to the states of entities. For one thread.
 */
final class Introduction {

    /** While it starts, entities come one by one, and most are missing; but it is not waited for without end. */
    static final Duration ASKED_AGAIN = Duration.ofSeconds(2);
    static final int ASKED_AT_MOST = 150;
    /** So many entities are subscribed to at once. */
    static final int ENTITIES = 1_000;

    private static final Logger LOG = Logger.getLogger(Introduction.class.getPackageName());
    private static final List<String> UPDATES = List.of("area_registry_updated", "device_registry_updated", "entity_registry_updated",
            "floor_registry_updated");

    private final Conversation conversation;
    private final Waiting waiting;
    private final Set<String> subscribed = new HashSet<>();
    private Optional<ZoneId> zone = Optional.empty();

    Introduction(Conversation conversation, Waiting waiting) {
        this.conversation = conversation;
        this.waiting = waiting;
    }

    /** Waits until it has started. */
    CompletableFuture<Void> started() {
        return started(1);
    }

    private CompletableFuture<Void> started(int time) {
        return conversation.ask("get_config").thenCompose(config -> {
            JsonObject members = config instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
            zone = zone(members.getString("time_zone", ""));
            if (members.getString("state", "RUNNING").equals("RUNNING") || time == ASKED_AT_MOST) {
                return CompletableFuture.completedFuture(null);
            }
            if (time == 1) {
                LOG.info("Home Assistant is starting; it is waited for");
            }
            return waiting.of(ASKED_AGAIN).thenCompose(later -> started(time + 1));
        });
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** The time zone that it is set to, when it has started. */
    Optional<ZoneId> zone() {
        return zone;
    }

    /** Has changes of the registries told; those that it does not know of are none. */
    CompletableFuture<Void> watch(Runnable changed) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (String update : UPDATES) {
            asked.add(conversation.subscribe("subscribe_events", members -> members.put("event_type", update), event -> changed.run())
                    .exceptionally(refused -> unwatched(update, refused)));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new));
    }

    private static JsonValue unwatched(String update, Throwable refused) {
        if (refused instanceof ConversationOverException over) {
            throw over;
        }
        LOG.info(() -> "Home Assistant does not tell of " + update + ": " + refused.getMessage());
        return JsonValue.NULL;
    }

    /**
     * Has the states of these entities told, but for those that are told already; comes when each subscription has told the present.
     *
     * @param states hears what they say
     */
    CompletableFuture<Void> subscribe(Set<String> entities, Consumer<JsonObject> states) {
        List<String> wanted = entities.stream().filter(subscribed::add).toList();
        List<CompletableFuture<?>> present = new ArrayList<>();
        for (int first = 0; first < wanted.size(); first += ENTITIES) {
            present.add(subscribe(wanted.subList(first, Math.min(wanted.size(), first + ENTITIES)), states));
        }
        return CompletableFuture.allOf(present.toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> subscribe(List<String> batch, Consumer<JsonObject> states) {
        CompletableFuture<Void> present = new CompletableFuture<>();
        CompletableFuture<JsonValue> answer = conversation.subscribe("subscribe_entities", members -> members.put("entity_ids", batch),
                event -> {
                    states.accept(event);
                    present.complete(null);
                });
        return answer.thenCompose(agreed -> present);
    }
}
