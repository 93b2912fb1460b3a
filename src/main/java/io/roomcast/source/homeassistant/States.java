package io.roomcast.source.homeassistant;

import io.roomcast.home.SensorState;
import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** What Home Assistant's states and times mean. */
final class States {

    /** What may be in a zone: persons, and the devices that tell where they are. */
    private static final Set<String> DOMAINS_OF_ZONES = Set.of("person", "device_tracker");
    private static final Set<String> NOT_KNOWN = Set.of("", "unknown", "unavailable");
    private static final int MICROS = 6;
    /** No sensor spoke before 1970 or will after 2200. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(7_258_118_400L);

    private States() {
    }

    /**
     * The state that the text spells; whatever is neither on nor off cannot be told. A person, or the device of one, may be in a zone that
     * has any name. A cover that is not closed and a lock that is not locked are on.
     */
    static SensorState of(String entityId, String text) {
        String domain = entityId.substring(0, Math.max(0, entityId.indexOf('.')));
        return switch (domain) {
            case "cover" -> opening(text, "closed", Set.of("opening", "open", "closing"));
            case "lock" -> opening(text, "locked", Set.of("unlocking", "unlocked", "opening", "open", "locking",
                    "jammed"));
            default -> switching(domain, text);
        };
    }

    private static SensorState switching(String domain, String text) {
        return switch (text) {
            case "on", "home" -> SensorState.ON;
            case "off", "not_home" -> SensorState.OFF;
            default -> DOMAINS_OF_ZONES.contains(domain) && !NOT_KNOWN.contains(text) ? SensorState.OFF
                    : SensorState.UNAVAILABLE;
        };
    }

    /**
     * On from the moment at which it begins to open until it is closed, so that each opening and each closing is one
     * edge.
     */
    private static SensorState opening(String text, String closed, Set<String> open) {
        if (open.contains(text)) {
            return SensorState.ON;
        }
        return text.equals(closed) ? SensorState.OFF : SensorState.UNAVAILABLE;
    }

    /** The moment, given in seconds; to the microsecond, which is what Home Assistant keeps. */
    static Optional<Instant> time(JsonNumber seconds) {
        BigDecimal exact = seconds.bigDecimalValue();
        return exact.signum() > 0 && exact.compareTo(LATEST) < 0
                ? Optional.of(exact.movePointRight(MICROS).setScale(0, RoundingMode.HALF_EVEN).longValue())
                        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                : Optional.empty();
    }
}
