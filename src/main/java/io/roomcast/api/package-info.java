/**
 * The edge to the clients: the handshake's guard, one endpoint class per path, the status over REST.
 *
 * <p>The only package that knows {@code jakarta.websocket}. May use every other package; nobody may use it.
 */
package io.roomcast.api;
