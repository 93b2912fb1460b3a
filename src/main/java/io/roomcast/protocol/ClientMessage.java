package io.roomcast.protocol;

import io.roomcast.access.Capability;
import io.roomcast.home.RoomId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A message from a client that is well formed. What it asks for may still be refused. */
public sealed interface ClientMessage {

    /** The id that the client gave it and that comes back in the answer; at most 128 characters. */
    Optional<String> messageId();

    /** Its {@code type}. */
    Type type();

    /** Every {@code type} a client may send. */
    enum Type {
        AUTHENTICATION, SUBSCRIBE, UNSUBSCRIBE, HEARTBEAT, ACKNOWLEDGE
    }

    /**
     * Shows the key and says what the client wants of it.
     *
     * @param apiKey       the key; a secret
     * @param clientName   empty when the client gives none
     * @param capabilities what is asked for; nothing when all that is granted is asked for
     * @param rooms        the rooms asked for; empty means all
     * @param features     what the client understands
     * @param resume       whether its last subscriptions are to be restored
     */
    record Authentication(
            Optional<String> messageId,
            String apiKey,
            String clientName,
            Optional<Set<Capability>> capabilities,
            Set<RoomId> rooms,
            Set<Feature> features,
            boolean resume)
            implements ClientMessage {
        @Override
        public Type type() {
            return Type.AUTHENTICATION;
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Authentication[" + clientName + "]";
        }
    }

    /** What a client may switch on. */
    enum Feature {
        /** Several messages may come in one frame, as a JSON array. */
        BATCH
    }

    /** Asks for a stream. */
    record Subscribe(Optional<String> messageId, Subscription subscription) implements ClientMessage {
        @Override
        public Type type() {
            return Type.SUBSCRIBE;
        }
    }

    /**
     * Gives a stream back.
     *
     * @param stream the stream
     * @param room   the one room by which the subscription was narrowed; nothing for the whole stream
     */
    record Unsubscribe(Optional<String> messageId, StreamId stream, Optional<RoomId> room) implements ClientMessage {
        @Override
        public Type type() {
            return Type.UNSUBSCRIBE;
        }
    }

    /** Says that the client is there. */
    record Heartbeat(Optional<String> messageId) implements ClientMessage {
        @Override
        public Type type() {
            return Type.HEARTBEAT;
        }
    }

    /**
     * Says that a message has arrived.
     *
     * @param acknowledged the id of the message; nothing when the text given is no id of this server's making
     */
    record Acknowledge(Optional<String> messageId, Optional<UUID> acknowledged) implements ClientMessage {
        @Override
        public Type type() {
            return Type.ACKNOWLEDGE;
        }
    }
}
