package io.roomcast.mqtt;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A message that the broker delivered.
 *
 * @param topic       where it was published
 * @param payload     its content; read-only, and nobody moves its position
 * @param acknowledge to be run, from any thread, once the message has been handled; more than once does no harm, and neither does
 *                    it when the connection is gone by then (the broker will deliver the message again)
 */
public record IncomingMessage(String topic, ByteBuffer payload, Runnable acknowledge) {

    public IncomingMessage {
        Objects.requireNonNull(topic, "topic");
        payload = payload.asReadOnlyBuffer();
        Objects.requireNonNull(acknowledge, "acknowledge");
    }
}
