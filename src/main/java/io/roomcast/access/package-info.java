/**
 * Who may connect and see what: API keys and their rights, bans, the admission of connections.
 *
 * <p>Rights live here, on the server; a client can only narrow them. Uses {@code home}, {@code config} and {@code time}; knows nothing of
 * streams or sockets.
 */
package io.roomcast.access;
