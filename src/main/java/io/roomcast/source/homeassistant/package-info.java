/**
 * Home Assistant as a source of sensor events: the conversation over its WebSocket, the rooms that its areas make, the past out of its
 * recorder, and what changes now, as one story in the order of time.
 *
 * <p>The WebSocket itself stands behind {@link io.roomcast.source.homeassistant.Link}; but for the class that implements it nothing in
 * here knows of a container. Everything else happens on one serial executor, and what goes to the sink on another one. Uses {@code home},
 * {@code tracking}, {@code config}, {@code wire} to write commands and to keep the home, and {@code mqtt} for waiting between tries and
 * serial executors.
 */
package io.roomcast.source.homeassistant;
