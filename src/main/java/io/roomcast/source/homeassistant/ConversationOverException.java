package io.roomcast.source.homeassistant;

/** There is nobody any more who could answer. */
final class ConversationOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConversationOverException() {
        super("the connection to Home Assistant is gone");
    }
}
