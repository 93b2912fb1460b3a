package io.roomcast.wire;

import java.util.function.Consumer;

/**
 * Reads what a message can do without: a member of another type or out of its range is left out and reported, and the
 * message counts without it. Immutable.
 */
final class OptionalMembers {

    private final Consumer<PayloadException> leftOut;

    /** Reads something of a member. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws PayloadException;
    }

    /** @param leftOut takes the reason why a member was left out */
    OptionalMembers(Consumer<PayloadException> leftOut) {
        this.leftOut = leftOut;
    }

    /** What was read, or what stands for it where it cannot be. */
    <T> T read(T absent, Reading<T> reading) {
        try {
            return reading.read();
        } catch (PayloadException unusable) {
            leftOut.accept(unusable);
            return absent;
        }
    }
}
