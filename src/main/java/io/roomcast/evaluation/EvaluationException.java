package io.roomcast.evaluation;

/** The evaluation cannot be made. The message is one line for whoever asked for it. */
final class EvaluationException extends Exception {

    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
