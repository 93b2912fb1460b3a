/**
 * How time is measured, as against told.
 *
 * <p>What is told or stored is a time of day, by {@link java.time.InstantSource#system()}; how long something takes is measured by a
 * {@link io.roomcast.time.SteadyClock}. Plain Java; uses nothing else of Roomcast.
 */
package io.roomcast.time;
