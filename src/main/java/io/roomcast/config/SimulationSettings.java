package io.roomcast.config;

import java.time.Duration;

/**
 * The simulated home. Immutable.
 *
 * @param seed    which life is lived in it
 * @param history how much of its past there is at the first start
 */
public record SimulationSettings(long seed, Duration history) {
}
