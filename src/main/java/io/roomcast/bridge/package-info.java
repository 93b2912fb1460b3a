/**
 * The bridge to MQTT: publishes what the built-in tracking manager announces, for Home Assistant, which learns of rooms by its
 * discovery, and for other nodes.
 *
 * <p>Observes announcements; uses {@code mqtt} for the connection, {@code wire} for payloads, {@code tracking} for what is announced,
 * {@code config} and {@code metrics}. Nobody knows it.
 */
package io.roomcast.bridge;
