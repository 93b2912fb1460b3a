/**
 * The JSON form of what the tracking manager announces, written and read in one place for sockets, topics and the store; and how a
 * JSON object from anybody is read.
 *
 * <p>Uses {@code tracking} and {@code home}, and JSON-P. Knows nothing of who sends the text or where it goes.
 */
package io.roomcast.wire;
