package io.roomcast.tracking;

/** A critical announcement could not be stored, so it has not been sent to anybody; announce it again later. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
