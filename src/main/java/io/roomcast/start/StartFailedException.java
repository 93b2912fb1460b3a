package io.roomcast.start;

/**
 * The application cannot start. The message is the reason, in one line; it has no stack trace, since it is no fault of
 * the code.
 */
public final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason in one line, without secrets */
    public StartFailedException(String reason) {
        super(reason, null, false, false);
    }
}
