package io.roomcast.source.simulated;

import java.time.LocalTime;

/** From one time of day to another. */
record Span(LocalTime from, LocalTime until) {
}
