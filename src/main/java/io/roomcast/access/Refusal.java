package io.roomcast.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a connection is not taken, as an HTTP answer.
 *
 * @param status     the HTTP status
 * @param text       the reason, for the client to read
 * @param retryAfter when it may be worth another try
 */
public record Refusal(int status, String text, Optional<Duration> retryAfter) {

    /** For which no retry time can be given. */
    public static Refusal of(int status, String text) {
        return new Refusal(status, text, Optional.empty());
    }

    /** Worth another try after that time. */
    public static Refusal until(int status, String text, Duration retryAfter) {
        return new Refusal(status, text, Optional.of(retryAfter));
    }
}
