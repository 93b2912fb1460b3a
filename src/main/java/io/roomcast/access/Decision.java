package io.roomcast.access;

/** Whether a connection is taken. */
public sealed interface Decision {

    /** It is; the ticket holds its place. */
    record Admitted(Ticket ticket) implements Decision {
    }

    /** It is not. */
    record Refused(Refusal refusal) implements Decision {
    }
}
