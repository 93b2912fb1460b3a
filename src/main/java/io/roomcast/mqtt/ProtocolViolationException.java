package io.roomcast.mqtt;

/** The connection was ended from this side, since the broker sent what the protocol forbids. */
final class ProtocolViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the client says was wrong */
    ProtocolViolationException(Throwable cause) {
        super("Roomcast ended the connection, since the broker broke the protocol: " + cause.getMessage(), cause);
    }
}
