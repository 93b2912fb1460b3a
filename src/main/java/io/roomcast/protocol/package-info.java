/**
 * The messages of the WebSocket API: what a client may say, what it is told, and every name and code in between.
 *
 * <p>Uses {@code wire}, {@code access}, {@code tracking} and {@code home}; knows nothing of sessions, sockets or delivery.
 */
package io.roomcast.protocol;
