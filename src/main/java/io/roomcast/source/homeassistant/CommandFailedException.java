package io.roomcast.source.homeassistant;

/** Home Assistant answered a command by an error. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN = "unknown_command";

    private final String code;

    CommandFailedException(String command, String code, String message) {
        super(command + ": " + message + " (" + code + ")");
        this.code = code;
    }

    /** Whether it does not know the command: what answers it is not there, and another time will not be either. */
    boolean isOfUnknownCommand() {
        return code.equals(UNKNOWN);
    }
}
