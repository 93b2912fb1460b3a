package io.roomcast.api;

import io.roomcast.access.Refusal;
import io.roomcast.protocol.ErrorCode;
import jakarta.json.Json;

/** The body of every HTTP answer that is an error: one line of JSON. */
final class ErrorBody {

    private ErrorBody() {
    }

    /** The error as an object with the members {@code error} and {@code error_code}. */
    static String of(String error, ErrorCode code) {
        return Json.createObjectBuilder().add("error", error).add("error_code", code.name()).build().toString();
    }

    /** A refusal that time alone will lift is one of the connection, any other one of the key. */
    static String of(Refusal refusal) {
        return of(refusal.text(), refusal.retryAfter().isPresent()
                ? ErrorCode.WEBSOCKET_CONNECTION_ERROR
                : ErrorCode.WEBSOCKET_AUTH_ERROR);
    }
}
