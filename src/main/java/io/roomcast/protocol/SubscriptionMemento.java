package io.roomcast.protocol;

import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import io.roomcast.wire.JsonText;
import io.roomcast.wire.Members;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The form in which a client's subscriptions are kept: a JSON array of what the client would send to get them again, except
 * that {@code rooms} holds all the rooms a subscription is narrowed to, and that each says which rooms were permitted to the socket
 * it was made on ({@code permitted_rooms}, empty for all) and when a socket last had it ({@code held_at}).
 */
public final class SubscriptionMemento {

    private SubscriptionMemento() {
    }

    /**
     * The text to keep.
     *
     * @param claims the claims, and when a socket last had each
     */
    public static String write(Map<Claim, Instant> claims) {
        return claims.entrySet().stream()
                .map(kept -> write(kept.getKey(), kept.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * The claims that were kept, in their order. Older texts say of a subscription neither which rooms were permitted nor when a
     * socket last had it.
     *
     * @param rooms which rooms were permitted where the text does not say
     * @param held  when a socket last had it where the text does not say
     * @throws IllegalArgumentException if the text is not one that {@link #write(Map)} made
     */
    public static Map<Claim, Instant> read(String text, RoomFilter rooms, Instant held) {
        Map<Claim, Instant> claims = new LinkedHashMap<>();
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            for (JsonValue element : reader.readArray()) {
                Members<ProtocolException> kept = ClientMessageReader.membersOf(element.asJsonObject());
                Subscription whole = ClientMessageReader.subscription(kept);
                Subscription subscription = new Subscription(whole.stream(), rooms(kept, "rooms").orElse(Set.of()), whole.filters());
                claims.put(new Claim(subscription, rooms(kept, "permitted_rooms").map(RoomFilter::of).orElse(rooms)),
                        kept.time("held_at").orElse(held));
            }
        } catch (ProtocolException | JsonException | ClassCastException unreadable) {
            throw new IllegalArgumentException("not a list of subscriptions: " + unreadable.getMessage(), unreadable);
        }
        return claims;
    }

    private static Optional<Set<RoomId>> rooms(Members<ProtocolException> kept, String member) throws ProtocolException {
        return kept.texts(member).map(ids -> ids.stream().map(RoomId::new).collect(Collectors.toSet()));
    }

    private static String write(Claim claim, Instant held) {
        Subscription subscription = claim.subscription();
        JsonText json = JsonText.object()
                .put("endpoint", subscription.stream().path())
                .put("rooms", new TreeSet<>(subscription.narrowedTo()));
        return json.putObject("filters", () -> write(json, subscription.filters()))
                .put("permitted_rooms", claim.rooms().rooms())
                .put("held_at", held)
                .end();
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
