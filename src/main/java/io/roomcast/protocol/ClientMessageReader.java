package io.roomcast.protocol;

import static io.roomcast.protocol.ProtocolException.invalid;

import io.roomcast.access.Capability;
import io.roomcast.home.RoomId;
import io.roomcast.protocol.ClientMessage.Feature;
import io.roomcast.wire.MalformedJsonException;
import io.roomcast.wire.Members;
import io.roomcast.wire.StrictJson;
import jakarta.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads what clients send. Members that are not known are passed over; those that are known must fit. */
public final class ClientMessageReader {

    /** The longest {@code message_id} and {@code client_name} taken, in characters. */
    public static final int MAX_NAME_LENGTH = 128;

    private static final int MAX_ROOMS = 1_000;

    private ClientMessageReader() {
    }

    /**
     * The message that the text spells.
     *
     * @throws ProtocolException if it spells none: says what is wrong and, where it can, answers the message's id
     */
    public static ClientMessage read(String text) throws ProtocolException {
        JsonObject object;
        try {
            object = StrictJson.object(text);
        } catch (MalformedJsonException malformed) {
            throw new ProtocolException(ErrorCode.WEBSOCKET_VALIDATION_ERROR, malformed.getMessage());
        }
        Members<ProtocolException> message = membersOf(object);
        Optional<String> id = messageId(message);
        try {
            return read(message, id);
        } catch (ProtocolException refused) {
            throw refused.inReplyTo(id);
        }
    }

    /** The members of what a client sent. */
    static Members<ProtocolException> membersOf(JsonObject object) {
        return Members.of(object, (member, reason) -> invalid(member, member + " " + reason));
    }

    private static Optional<String> messageId(Members<ProtocolException> message) throws ProtocolException {
        Optional<String> id = message.text("message_id");
        if (id.isPresent() && id.get().length() > MAX_NAME_LENGTH) {
            throw invalid("message_id", "message_id must have at most " + MAX_NAME_LENGTH + " characters");
        }
        return id;
    }

    private static ClientMessage read(Members<ProtocolException> message, Optional<String> id) throws ProtocolException {
        ClientMessage.Type type = Names.constant(ClientMessage.Type.class, message.requiredText("type"))
                .orElseThrow(() -> invalid("type", "type must be authentication, subscribe, unsubscribe, heartbeat or acknowledge"));
        Members<ProtocolException> data = message.object("data").orElseThrow(() -> invalid("data", "data is missing"));
        return switch (type) {
            case AUTHENTICATION -> authentication(data, id);
            case SUBSCRIBE -> new ClientMessage.Subscribe(id, subscription(data));
            case UNSUBSCRIBE -> unsubscribe(data, id);
            case HEARTBEAT -> new ClientMessage.Heartbeat(id);
            case ACKNOWLEDGE -> new ClientMessage.Acknowledge(id, uuid(data.requiredText("message_id")));
        };
    }

    private static ClientMessage authentication(Members<ProtocolException> data, Optional<String> id) throws ProtocolException {
        String key = data.requiredText("api_key");
        String name = data.text("client_name").orElse("");
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("data.client_name",
                    "data.client_name must have at most " + MAX_NAME_LENGTH + " characters and no control characters");
        }
        Set<String> features = data.texts("features").orElse(Set.of());
        return new ClientMessage.Authentication(
                id,
                key,
                name,
                capabilities(data),
                rooms(data),
                features.contains("batch") ? EnumSet.of(Feature.BATCH) : EnumSet.noneOf(Feature.class),
                data.flag("resume"));
    }

    /** Capabilities that this version does not know cannot be granted, so they are dropped; an empty list asks for all. */
    private static Optional<Set<Capability>> capabilities(Members<ProtocolException> data) throws ProtocolException {
        Set<String> names = data.texts("capabilities").orElse(Set.of());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Set<Capability> known = EnumSet.noneOf(Capability.class);
        names.forEach(name -> Names.constant(Capability.class, name).ifPresent(known::add));
        return Optional.of(known);
    }

    private static Set<RoomId> rooms(Members<ProtocolException> data) throws ProtocolException {
        Set<RoomId> rooms = new TreeSet<>();
        for (String text : data.texts("room_filters").orElse(Set.of())) {
            rooms.add(RoomId.parse(text).orElseThrow(() -> notARoom("data.room_filters")));
        }
        if (rooms.size() > MAX_ROOMS) {
            throw invalid("data.room_filters", "data.room_filters may hold at most " + MAX_ROOMS + " rooms");
        }
        return rooms;
    }

    /** Reads the data of a subscription; also the form in which subscriptions are kept. */
    static Subscription subscription(Members<ProtocolException> data) throws ProtocolException {
        StreamId stream = stream(data);
        Optional<RoomId> room = room(data, stream);
        Optional<Members<ProtocolException>> filters = data.object("filters");
        return new Subscription(
                stream,
                room.map(Set::of).orElse(Set.of()),
                filters.isPresent() ? FiltersReader.read(filters.get()) : Filters.NONE);
    }

    private static ClientMessage unsubscribe(Members<ProtocolException> data, Optional<String> id) throws ProtocolException {
        StreamId stream = stream(data);
        return new ClientMessage.Unsubscribe(id, stream, room(data, stream));
    }

    private static StreamId stream(Members<ProtocolException> data) throws ProtocolException {
        String endpoint = data.requiredText("endpoint");
        return StreamId.parse(endpoint)
                .orElseThrow(() -> new ProtocolException(ErrorCode.SUBSCRIPTION_ERROR, "There is no such endpoint"));
    }

    /** The room a subscription is narrowed to. On a room's own stream it can only repeat that room. */
    private static Optional<RoomId> room(Members<ProtocolException> data, StreamId stream) throws ProtocolException {
        Optional<String> text = data.text("room_id");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        RoomId room = RoomId.parse(text.get()).orElseThrow(() -> notARoom("data.room_id"));
        if (stream.room().isEmpty()) {
            return Optional.of(room);
        }
        if (!stream.room().get().equals(room)) {
            throw invalid("data.room_id", "data.room_id names another room than data.endpoint");
        }
        return Optional.empty();
    }

    private static ProtocolException notARoom(String field) {
        return invalid(field, field + " must hold room ids: 1 to 64 letters, digits or underscores");
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(uuid -> uuid.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
