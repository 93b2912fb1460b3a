package io.roomcast.source.homeassistant;

/** Home Assistant has not answered a command in time that may take it long. */
final class SlowAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SlowAnswerException(String command) {
        super(command + ": no answer within " + Conversation.PATIENCE.toSeconds() + " s");
    }
}
