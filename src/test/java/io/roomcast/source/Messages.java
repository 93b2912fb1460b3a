package io.roomcast.source;

import io.roomcast.mqtt.IncomingMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes messages, and remembers which of them were acknowledged, by their text. */
final class Messages {

    final List<String> acknowledged = new ArrayList<>();

    IncomingMessage message(String topic, String text) {
        return new IncomingMessage(topic, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), () -> acknowledged.add(text));
    }

    static String text(IncomingMessage message) {
        return StandardCharsets.UTF_8.decode(message.payload().duplicate()).toString();
    }
}
