package io.roomcast.stream;

import io.roomcast.protocol.CloseCode;

/** One open socket, as the endpoint that holds it sees it. The engine calls the methods of one connection one at a time. */
public final class Connection {

    private final ClientSession session;
    private final Gateway gateway;

    Connection(ClientSession session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    /** A text message came in. */
    public void text(String message) {
        gateway.received(session, message);
    }

    /** A binary message came in; there are none in this protocol. */
    public void binary() {
        session.abort(CloseCode.UNSUPPORTED_DATA, "this protocol has text messages only");
    }

    /** A message came in that is longer than permitted. */
    public void tooLong(int maxBytes) {
        session.abort(CloseCode.MESSAGE_TOO_BIG, "a message may have at most " + maxBytes + " bytes");
    }

    /** A pong came in. */
    public void pong() {
        gateway.alive(session);
    }

    /** The socket is closed or broken. May be called more than once. */
    public void gone() {
        gateway.gone(session);
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
