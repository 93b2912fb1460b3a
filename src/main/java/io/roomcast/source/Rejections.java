package io.roomcast.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Logs what was wrong with messages or with members of them, at most once a minute for each topic and for a limited
 * number of topics. Thread-safe.
 */
final class Rejections {

    /** For how many topics within the interval it is logged at most. */
    static final int MAX_TOPICS = 1_000;

    private static final Logger LOGGER = Logger.getLogger(Rejections.class.getPackageName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int SHOWN_LENGTH = 120;

    private final InstantSource clock;
    private final Map<String, Instant> logged = new LinkedHashMap<>();

    Rejections(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A message was refused. */
    void add(String topic, String reason) {
        log(topic, () -> "Dropped a message on " + shown(topic) + ": " + reason);
    }

    /** A member of a message was left out, and the message was taken. */
    void leftOut(String topic, String reason) {
        log(topic, () -> "Left out of a message on " + shown(topic) + ": " + reason);
    }

    private synchronized void log(String topic, Supplier<String> text) {
        Instant now = clock.instant();
        logged.values().removeIf(at -> !now.isBefore(at.plus(INTERVAL)) || at.isAfter(now));
        if (!logged.containsKey(topic) && logged.size() < MAX_TOPICS) {
            logged.put(topic, now);
            LOGGER.warning(text);
        }
    }

    /** Anybody may name a topic: nothing of it may break a line of the log, or fill it. */
    private static String shown(String topic) {
        String printable = topic.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN_LENGTH ? printable : printable.substring(0, SHOWN_LENGTH) + "…";
    }
}
