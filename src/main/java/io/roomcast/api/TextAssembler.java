package io.roomcast.api;

import io.roomcast.stream.Connection;
import jakarta.websocket.MessageHandler;

/**
 * Puts the parts of a text message together and passes it on whole, unless it is too long. The engines can limit messages only to
 * a length that is known when the code is compiled, and then tell the client the name of a class; so the length is counted here.
 */
final class TextAssembler implements MessageHandler.Partial<String> {

    private final int maxBytes;
    private final Connection connection;
    private final StringBuilder parts = new StringBuilder();
    private int bytes;

    TextAssembler(int maxBytes, Connection connection) {
        this.maxBytes = maxBytes;
        this.connection = connection;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (bytes > maxBytes) {
            return;
        }
        bytes += utf8Length(part, maxBytes - bytes + 1);
        if (bytes > maxBytes) {
            parts.setLength(0);
            connection.tooLong(maxBytes);
            return;
        }
        if (last && parts.isEmpty()) {
            bytes = 0;
            connection.text(part);
            return;
        }
        parts.append(part);
        if (last) {
            String message = parts.toString();
            parts.setLength(0);
            bytes = 0;
            connection.text(message);
        }
    }

    /** How many bytes the text takes in UTF-8, counted no further than {@code enough}. */
    static int utf8Length(String text, int enough) {
        int bytes = 0;
        for (int i = 0; i < text.length() && bytes < enough; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
