package io.roomcast.protocol;

import java.util.Objects;
import java.util.Optional;

/** A client's message cannot be carried out; the client is told this text and nothing else. */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String field;
    private final String inReplyTo;

    private ProtocolException(ErrorCode code, String text, String field, String inReplyTo) {
        super(text, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.field = field;
        this.inReplyTo = inReplyTo;
    }

    /** A refusal that concerns no single member. */
    public ProtocolException(ErrorCode code, String text) {
        this(code, text, null, null);
    }

    /** A member that is missing, ill-typed or out of range. */
    public static ProtocolException invalid(String field, String text) {
        return new ProtocolException(ErrorCode.WEBSOCKET_VALIDATION_ERROR, text, Objects.requireNonNull(field), null);
    }

    /** The same, as the answer to the message of that id. */
    public ProtocolException inReplyTo(Optional<String> messageId) {
        return new ProtocolException(code, getMessage(), field, messageId.orElse(inReplyTo));
    }

    public ErrorCode code() {
        return code;
    }

    /** The member at fault, e.g. {@code data.filters.min_confidence}. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** The id the client gave the message it was caused by. */
    public Optional<String> inReplyTo() {
        return Optional.ofNullable(inReplyTo);
    }
}
