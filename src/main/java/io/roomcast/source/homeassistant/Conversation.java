package io.roomcast.source.homeassistant;

import io.roomcast.config.Secret;
import io.roomcast.wire.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is said over one link: the token, then commands with numbers that begin at 1, their answers and the events of subscriptions.
 * Answers may come several in one message, as an array. For one thread; futures are completed on it.
 */
final class Conversation {

    /** How long a command may take: of a history on a slow machine, minutes. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = Logger.getLogger(Conversation.class.getPackageName());
    private static final String PING = "ping";
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Secret token;
    private final Consumer<String> link;
    private final InstantSource clock;
    private final Listener listener;
    private final Map<Integer, Command> open = new HashMap<>();
    private final Map<Integer, Consumer<JsonObject>> subscriptions = new HashMap<>();
    private int lastId;
    private boolean over;

    /** Hears how Home Assistant takes the token. */
    interface Listener {

        /** Commands are answered from now on. */
        void welcome(String version);

        /** The token is not accepted, and why. */
        void refused(String why);
    }

    /** @param mayBeSlow whether the command is given up alone when its answer stays away, rather than the connection */
    private record Command(String type, Instant deadline, CompletableFuture<JsonValue> answer, boolean mayBeSlow) {
    }

    /** @param link sends a text */
    Conversation(Secret token, Consumer<String> link, InstantSource clock, Listener listener) {
        this.token = token;
        this.link = link;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Takes a message.
     *
     * @throws JsonException if it is not JSON
     */
    void heard(String text) {
        JsonValue message;
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            message = reader.readValue();
        }
        List<? extends JsonValue> messages = message.getValueType() == JsonValue.ValueType.ARRAY ? message.asJsonArray() : List.of(message);
        for (JsonValue each : messages) {
            if (!over && each instanceof JsonObject object) {
                heard(object);
            }
        }
    }

    private void heard(JsonObject message) {
        switch (message.getString("type", "")) {
            case "auth_required" -> link.accept(JsonText.object().put("type", "auth").put("access_token", token.reveal()).end());
            case "auth_ok" -> welcome(message.getString("ha_version", "of unknown version"));
            case "auth_invalid" -> listener.refused(message.getString("message", "no reason given"));
            case "result" -> answered(message);
            case "pong" -> take(message).ifPresent(command -> command.answer().complete(JsonValue.NULL));
            case "event" -> happened(message);
            default -> LOG.fine(() -> "A message of Home Assistant is of no known type");
        }
    }

    private void welcome(String version) {
        ask("supported_features", members -> members.putObject("features", () -> members.put("coalesce_messages", 1)));
        listener.welcome(version);
    }

    private void answered(JsonObject message) {
        take(message).ifPresent(command -> {
            if (message.getBoolean("success", false)) {
                command.answer().complete(message.getOrDefault("result", JsonValue.NULL));
            } else {
                JsonObject error = message.get("error") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
                command.answer().completeExceptionally(new CommandFailedException(
                        command.type(), error.getString("code", "no code"), error.getString("message", "no message")));
            }
        });
    }

    private void happened(JsonObject message) {
        Consumer<JsonObject> listening = subscriptions.get(message.getInt("id", 0));
        if (listening != null && message.get("event") instanceof JsonObject event) {
            listening.accept(event);
        }
    }

    private Optional<Command> take(JsonObject message) {
        return Optional.ofNullable(open.remove(message.getInt("id", 0)));
    }

    /** Sends a command without members of its own. */
    CompletableFuture<JsonValue> ask(String type) {
        return ask(type, members -> { });
    }

    /**
     * Sends a command.
     *
     * @param members puts what belongs to it
     * @return what it results in; fails with {@link CommandFailedException} or {@link ConversationOverException}
     */
    CompletableFuture<JsonValue> ask(String type, Consumer<JsonText> members) {
        return ask(type, members, false);
    }

    /**
     * Sends a command that may take Home Assistant long. When its answer stays away it fails with
     * {@link SlowAnswerException}, while all else goes on; an answer that comes later is ignored.
     */
    CompletableFuture<JsonValue> askSlow(String type, Consumer<JsonText> members) {
        return ask(type, members, true);
    }

    private CompletableFuture<JsonValue> ask(String type, Consumer<JsonText> members, boolean mayBeSlow) {
        return over ? CompletableFuture.failedFuture(new ConversationOverException())
                : send(++lastId, type, members, mayBeSlow);
    }

    private CompletableFuture<JsonValue> send(int id, String type, Consumer<JsonText> members, boolean mayBeSlow) {
        JsonText text = JsonText.object().put("id", id).put("type", type);
        members.accept(text);
        Command command = new Command(type, clock.instant().plus(PATIENCE), new CompletableFuture<>(), mayBeSlow);
        open.put(id, command);
        link.accept(text.end());
        return command.answer();
    }

    /**
     * Sends a command that brings events.
     *
     * @param listening hears each event, from right after the answer on, or even before it
     */
    CompletableFuture<JsonValue> subscribe(String type, Consumer<JsonText> members, Consumer<JsonObject> listening) {
        if (!over) {
            subscriptions.put(lastId + 1, listening);
        }
        return ask(type, members);
    }

    /** The command that has waited too long for its answer, if there is one; those that may be slow are given up. */
    Optional<String> overdue() {
        Instant now = clock.instant();
        List<Command> late = open.values().stream().filter(command -> now.isAfter(command.deadline())).toList();
        List<Command> slow = late.stream().filter(Command::mayBeSlow).toList();
        open.values().removeAll(slow);
        slow.forEach(command -> command.answer().completeExceptionally(new SlowAnswerException(command.type())));
        return late.stream().filter(command -> !command.mayBeSlow()).map(Command::type).findFirst();
    }

    /** Whether an answer is awaited. It may be so long that nothing else is heard while it comes. */
    boolean isWaiting() {
        return open.values().stream().anyMatch(command -> !command.type().equals(PING));
    }

    /** Has Home Assistant say that it is there. */
    void ping() {
        ask(PING);
    }

    /** Nothing more is heard or said; whoever waits for an answer is told so. */
    void end() {
        over = true;
        subscriptions.clear();
        List<Command> left = List.copyOf(open.values());
        open.clear();
        left.forEach(command -> command.answer().completeExceptionally(new ConversationOverException()));
        LOG.log(Level.FINE, "A conversation with Home Assistant is over");
    }
}
