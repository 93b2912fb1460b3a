package io.roomcast.source.homeassistant;

/** Home Assistant answered a command by an error. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String command, String code, String message) {
        super(command + ": " + message + " (" + code + ")");
    }
}
