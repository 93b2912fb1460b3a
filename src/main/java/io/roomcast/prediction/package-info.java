/**
 * Forecasts: when a room's occupancy will next change, how sure that is, and how likely the room is occupied until then.
 *
 * <p>{@link io.roomcast.prediction.HomeHistory} remembers what the sensors showed, {@link io.roomcast.prediction.HomeModel} is what was
 * learned from it, {@link io.roomcast.prediction.Forecaster} answers and learns from what came of its answers. Plain Java without a
 * clock: time is always given. Uses {@code home} and nothing else.
 */
package io.roomcast.prediction;
