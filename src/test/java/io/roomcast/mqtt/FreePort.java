package io.roomcast.mqtt;

import java.io.IOException;
import java.net.ServerSocket;

/** Finds a port that nobody listens on. */
final class FreePort {

    private FreePort() {
    }

    static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
