package io.roomcast.api;

import io.roomcast.access.Ticket;
import java.security.Principal;
import java.util.Optional;

/**
 * What the handshake's guard found out, handed on to the endpoint as the request's principal: the one thing that both servers
 * carry from the request to the socket.
 *
 * @param address  the client's address, seen through trusted proxies
 * @param ticket   the place among the connections that is held for the socket
 * @param breakOff ends the network connection at once; nothing where that is left to the engine
 */
public record HandshakePrincipal(String address, Ticket ticket, Optional<Runnable> breakOff) implements Principal {

    /** The client's address; there is no user yet. */
    @Override
    public String getName() {
        return address;
    }
}
