/**
 * The heart of the WebSocket API: sessions and what they subscribed to, the fan-out of announcements, each socket's outbox,
 * limits, liveness, and the delivery of alerts until they are acknowledged.
 *
 * <p>Follow {@link io.roomcast.stream.Fanout} for what goes out, {@link io.roomcast.stream.Inbound} for what comes in and
 * {@link io.roomcast.stream.Housekeeping} for what time brings. Uses {@code protocol}, {@code tracking}, {@code access},
 * {@code config} and {@code time}; reaches sockets through the port {@link io.roomcast.stream.Socket} and the database through
 * {@link io.roomcast.stream.AlertStore}, and must not know how either is made.
 */
package io.roomcast.stream;
