/**
 * What must outlive the process: durable clients, critical alerts and who has still to acknowledge them, kept with Jakarta
 * Persistence in the server's default data source; and sensor events, kept there in plain SQL since they are many.
 *
 * <p>Implements {@code stream}'s port {@code AlertStore} and {@code tracking}'s {@code EventStore}; uses the types of {@code stream},
 * {@code access}, {@code home} and {@code tracking} and knows nothing of sockets or brokers. Only the glue beans touch the container;
 * rows never leave the package.
 */
package io.roomcast.store;
