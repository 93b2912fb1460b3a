package io.roomcast.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The time in a home that is replayed: it goes by at a speed, or from event to event when that is without limit. Thread-safe. */
final class ReplayClock implements InstantSource {

    /** What is as fast as it goes. */
    static final double FLAT_OUT = Double.POSITIVE_INFINITY;

    private final InstantSource machine;
    private final double speed;
    private volatile Optional<Reading> set = Optional.empty();

    /** What it was here when the machine's clock said something. */
    private record Reading(Instant here, Instant machine) {
    }

    /** @param speed how many seconds go by here in one of the machine's; more than 0 */
    ReplayClock(InstantSource machine, double speed) {
        this.machine = machine;
        this.speed = speed;
    }

    boolean isFlatOut() {
        return speed == FLAT_OUT;
    }

    void set(Instant now) {
        set = Optional.of(new Reading(now, machine.instant()));
    }

    /** The machine's time until it is set. */
    @Override
    public Instant instant() {
        Instant now = machine.instant();
        return set.map(reading -> isFlatOut() ? reading.here() : reading.here().plus(since(reading, now))).orElse(now);
    }

    /** How long it takes on the machine until it is that time here. */
    Duration until(Instant moment) {
        return Duration.ofMillis((long) Math.ceil(Math.max(0, Duration.between(instant(), moment).toMillis()) / speed));
    }

    private Duration since(Reading reading, Instant now) {
        Duration passed = Duration.between(reading.machine(), now);
        return speed == 1 ? passed : Duration.ofMillis((long) (passed.toMillis() * speed));
    }
}
