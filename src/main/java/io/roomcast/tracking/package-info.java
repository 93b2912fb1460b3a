/**
 * The tracking manager and what it announces: predictions, room states, accuracy, drift, alerts, status.
 *
 * <p>{@link io.roomcast.tracking.TrackingManager} is the port behind which either the built-in predictor or an external one
 * stands; {@link io.roomcast.tracking.Announcement} is the closed list of what it says, fired as CDI events. Uses
 * {@code home}; knows nothing of sockets, brokers, databases or JSON.
 */
package io.roomcast.tracking;
