package io.roomcast.home;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a sensor that is on is believed, and one that is unavailable is waited for. Immutable.
 *
 * @param motionEvidence how long motion without a break is evidence; then the room empties as if the sensor had gone off
 * @param motionStuck    how long motion may go on until the sensor counts as stuck; absent: it never does
 * @param presence       how long presence without a break is evidence, after which the sensor counts as stuck; absent: for ever
 * @param unavailable    how long a sensor may be unavailable until it counts as lost; absent: for ever
 */
public record SensorLimits(
        Duration motionEvidence, Optional<Duration> motionStuck, Optional<Duration> presence, Optional<Duration> unavailable) {

    private static final Duration MOTION_EVIDENCE = Duration.ofMinutes(60);

    /**
     * @throws IllegalArgumentException if a limit is not positive, or motion would be stuck before it stops being evidence
     */
    public SensorLimits {
        requirePositive(motionEvidence);
        motionStuck.ifPresent(SensorLimits::requirePositive);
        presence.ifPresent(SensorLimits::requirePositive);
        unavailable.ifPresent(SensorLimits::requirePositive);
        if (motionStuck.filter(stuck -> stuck.compareTo(motionEvidence) < 0).isPresent()) {
            throw new IllegalArgumentException("a motion sensor must not be stuck before it stops being evidence");
        }
    }

    /**
     * The limits for a home that is lived in: motion is evidence for an hour and stuck after four, since somebody may well move
     * about for two; presence is stuck after a day. A sensor is lost after five minutes, which is longer than what reads it
     * takes to start again.
     */
    public static SensorLimits standard() {
        return new SensorLimits(MOTION_EVIDENCE, Optional.of(Duration.ofHours(4)), Optional.of(Duration.ofHours(24)),
                Optional.of(Duration.ofMinutes(5)));
    }

    /** The limits by which predictors are compared: motion is evidence for an hour, and no sensor is ever stuck or lost. */
    public static SensorLimits forComparison() {
        return new SensorLimits(MOTION_EVIDENCE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void requirePositive(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit must be longer than nothing");
        }
    }
}
