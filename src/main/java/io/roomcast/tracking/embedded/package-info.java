/**
 * The built-in tracking manager: sensor events in, forecasts out.
 *
 * <p>{@link io.roomcast.tracking.embedded.HomeTracker} is its heart, and the same whether a home is lived in or replayed. Plain Java; threads,
 * clocks and files come from outside.
 */
package io.roomcast.tracking.embedded;
