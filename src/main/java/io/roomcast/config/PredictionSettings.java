package io.roomcast.config;

import java.time.Duration;

/**
 * How the built-in tracking manager predicts. Immutable.
 *
 * @param interval how often each room's prediction is announced at least
 */
public record PredictionSettings(Duration interval) {
}
