package io.roomcast.bridge;

import io.roomcast.mqtt.OutgoingMessage;
import java.util.function.Supplier;

/**
 * Something to publish. Its text is written when it is sent, since what it says may count from that moment.
 *
 * @param kind  what its topic is for
 * @param topic where it is published
 * @param text  writes what it says
 */
record Letter(TopicKind kind, String topic, Supplier<String> text) {

    /** One that says the same whenever it is sent. */
    static Letter saying(TopicKind kind, String topic, String text) {
        return new Letter(kind, topic, () -> text);
    }

    /** One that takes back what is retained on a topic. */
    static Letter clearing(TopicKind kind, String topic) {
        return saying(kind, topic, "");
    }

    /** The message, as of now. */
    OutgoingMessage written() {
        return new OutgoingMessage(topic, text.get(), kind.atLeastOnce(), kind.retained());
    }
}
