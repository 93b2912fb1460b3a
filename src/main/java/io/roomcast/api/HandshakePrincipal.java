package io.roomcast.api;

import io.roomcast.access.Ticket;
import java.security.Principal;

/**
 * What the handshake's guard found out, handed on to the endpoint as the request's principal: the one thing that both servers
 * carry from the request to the socket.
 *
 * @param address the client's address, seen through trusted proxies
 * @param ticket  the place among the connections that is held for the socket
 */
public record HandshakePrincipal(String address, Ticket ticket) implements Principal {

    /** The client's address; there is no user yet. */
    @Override
    public String getName() {
        return address;
    }
}
