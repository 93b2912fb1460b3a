package io.roomcast.protocol;

import io.roomcast.home.RoomId;
import io.roomcast.wire.JsonText;
import io.roomcast.wire.Members;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The form in which a client's subscriptions are kept: a JSON array of what the client would send to get them again, except
 * that {@code rooms} holds all the rooms a subscription is narrowed to.
 */
public final class SubscriptionMemento {

    private SubscriptionMemento() {
    }

    /** The text to keep. */
    public static String write(Collection<Subscription> subscriptions) {
        return subscriptions.stream().map(SubscriptionMemento::write).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * The subscriptions that were kept.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #write(Collection)} made
     */
    public static List<Subscription> read(String text) {
        List<Subscription> subscriptions = new ArrayList<>();
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            for (JsonValue element : reader.readArray()) {
                Members<ProtocolException> kept = ClientMessageReader.membersOf(element.asJsonObject());
                Subscription whole = ClientMessageReader.subscription(kept);
                Set<RoomId> rooms = new TreeSet<>();
                kept.texts("rooms").orElse(Set.of()).forEach(id -> rooms.add(new RoomId(id)));
                subscriptions.add(new Subscription(whole.stream(), rooms, whole.filters()));
            }
        } catch (ProtocolException | JsonException | ClassCastException unreadable) {
            throw new IllegalArgumentException("not a list of subscriptions: " + unreadable.getMessage(), unreadable);
        }
        return subscriptions;
    }

    private static String write(Subscription subscription) {
        JsonText json = JsonText.object()
                .put("endpoint", subscription.stream().path())
                .put("rooms", new TreeSet<>(subscription.narrowedTo()));
        return json.putObject("filters", () -> write(json, subscription.filters())).end();
    }

    /** Puts the filters that are set. */
    static void write(JsonText json, Filters filters) {
        if (filters.minConfidence() > 0) {
            json.put("min_confidence", filters.minConfidence());
        }
        put(json, "transition_types", filters.transitionTypes());
        put(json, "rooms", filters.rooms());
        put(json, "severities", filters.severities());
        put(json, "alert_types", filters.alertTypes());
        put(json, "message_types", filters.messageTypes());
    }

    private static void put(JsonText json, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            json.put(name, values);
        }
    }
}
