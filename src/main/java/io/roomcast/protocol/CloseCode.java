package io.roomcast.protocol;

/** The codes with which the server closes sockets (RFC 6455, section 7.4.1). */
public enum CloseCode {
    /** The server stops, or the peer was silent for too long. */
    GOING_AWAY(1001),
    /** A binary frame. */
    UNSUPPORTED_DATA(1003),
    /** Authentication: refused, too late, revoked. */
    POLICY_VIOLATION(1008),
    /** A message over the size limit. */
    MESSAGE_TOO_BIG(1009),
    /** A limit was reached, the address is banned, or the client is too slow; it may come back later. */
    TRY_AGAIN_LATER(1013);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
