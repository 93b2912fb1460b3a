/**
 * The load driver: many sockets on a running server, updates through a real broker, and how long each delivery took.
 * It knows the server by its address only and uses none of its classes. Nothing here is a test; the driver is run by
 * hand with {@code mvn -q test-compile exec:java@load}.
 */
package io.roomcast.bench;
