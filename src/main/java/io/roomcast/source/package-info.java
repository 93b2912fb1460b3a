/**
 * Where what is announced comes from: the built-in tracking manager, or an external one that is heard over MQTT; and where sensor
 * events come from: recorded homes, and the simulated one.
 *
 * <p>Uses {@code mqtt} for the connection, {@code wire} to read payloads, {@code tracking} and {@code prediction} to follow a home and to
 * announce, {@code config} and {@code metrics}. Knows nothing of who listens.
 */
package io.roomcast.source;
