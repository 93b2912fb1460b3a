package io.roomcast.mqtt;

/**
 * Decides when the broker's session for this node is given up for a new one: when it broke {@value #MOST_BREAKS}
 * connections in a row soon after the broker had accepted them, none of which got anything done. What the session holds
 * makes the connection end then each time, and it would do so for ever. Not thread-safe.
 */
final class SessionGuard {

    /** After so many broken connections the session is given up. */
    static final int MOST_BREAKS = 5;

    private int breaks;

    /**
     * A connection ended that the broker had accepted.
     *
     * @param worked whether it held for a while, or carried a message to the end of its acknowledgement
     */
    void ended(boolean worked) {
        breaks = worked ? 0 : breaks + 1;
    }

    /** Whether the next connection is to begin a new session. */
    boolean givesUp() {
        return breaks >= MOST_BREAKS;
    }

    /** A new session was begun. */
    void givenUp() {
        breaks = 0;
    }
}
