/**
 * The home: its rooms and what can be known about them.
 *
 * <p>Plain Java. It may use nothing else of Roomcast, nothing of Jakarta, no clock and no I/O; every other package may use it.
 */
package io.roomcast.home;
