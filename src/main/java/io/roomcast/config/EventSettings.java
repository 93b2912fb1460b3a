package io.roomcast.config;

import java.time.Duration;

/**
 * What is kept of sensor events. Immutable.
 *
 * @param retention time after which they are forgotten
 */
public record EventSettings(Duration retention) {
}
