package io.roomcast.mqtt;

import java.util.Objects;

/**
 * A message to publish.
 *
 * @param topic       where
 * @param text        its content; empty to take back what is retained on the topic
 * @param atLeastOnce whether the broker has to confirm it (quality of service 1 rather than 0)
 * @param retained    whether the broker keeps it for those who come later
 */
public record OutgoingMessage(String topic, String text, boolean atLeastOnce, boolean retained) {

    public OutgoingMessage {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(text, "text");
    }

    /** The same message with a confirmation by the broker. */
    public OutgoingMessage confirmed() {
        return new OutgoingMessage(topic, text, true, retained);
    }
}
