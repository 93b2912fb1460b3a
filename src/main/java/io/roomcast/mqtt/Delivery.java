package io.roomcast.mqtt;

/** What became of a message that was to be published. */
public enum Delivery {
    /** The broker has it; one without confirmation is on its way there. */
    TAKEN,
    /** The broker does not want it, or it cannot be sent at all: to try again is no use. */
    REFUSED,
    /** The connection was not there, or went before the broker had confirmed it; the broker may have it all the same. */
    LOST;

    /** What became of it when the client says so; {@code null} when nothing failed. */
    static Delivery after(Throwable failure) {
        if (failure == null) {
            return TAKEN;
        }
        return new FailureReason(failure).isRefusal() ? REFUSED : LOST;
    }
}
