package io.roomcast.wire;

/** A text from outside is not the JSON object it should be. The message says why, and holds nothing of the text. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}
