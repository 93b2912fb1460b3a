package io.roomcast.start;

/**
 * The application starts. Fired once, when the container has started it; observers run one after the other in the order
 * of their priorities. One that throws ends the start: those after it are not called.
 */
public record ApplicationStarting() {
}
