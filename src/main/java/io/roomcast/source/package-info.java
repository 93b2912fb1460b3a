/**
 * Where what is announced comes from: an external tracking manager that is heard over MQTT; and where sensor events come from:
 * recorded homes, and the simulated one.
 *
 * <p>Uses {@code mqtt} for the connection, {@code wire} to read payloads, {@code tracking} to announce, {@code config} and
 * {@code metrics}. Knows nothing of who listens.
 */
package io.roomcast.source;
