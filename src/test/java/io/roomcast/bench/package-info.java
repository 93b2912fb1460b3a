/**
 * The load driver: many sockets on a running server, updates through a real broker, and how long each delivery took. It knows the
 * server by its address only and uses none of its classes; it is run by hand with {@code mvn -q test-compile exec:java@load}.
 *
 * <p>And benchmarks of single parts, whose names end so: {@code mvn -q test-compile exec:exec@bench -Dbench=ReplayBenchmark}.
 *
 * <p>Nothing here is a test.
 */
package io.roomcast.bench;
