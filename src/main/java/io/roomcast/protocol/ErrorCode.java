package io.roomcast.protocol;

/** The codes of {@code error} messages and of refused handshakes. */
public enum ErrorCode {
    /** The key was refused, is missing, or came twice. */
    WEBSOCKET_AUTH_ERROR,
    /** A message that is not understood; the member at fault is named. */
    WEBSOCKET_VALIDATION_ERROR,
    /** Too many messages. */
    WEBSOCKET_RATE_LIMIT_ERROR,
    /** Limits, bans, a disabled API, a server that stops or cannot keep a promise now. */
    WEBSOCKET_CONNECTION_ERROR,
    /** A stream that does not exist or that this client may not see. */
    SUBSCRIPTION_ERROR
}
