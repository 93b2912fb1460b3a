package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The server as an administrator runs it: started, killed, started again on the same files. */
class ServerProcessIT {

    @Test
    void itServesAgainAfterItWasKilled() {
        try (var server = new ServerProcess("killed", Settings.standard())) {
            server.start();
            server.kill();
            assertThat(server.isAlive()).isFalse();

            server.start();

            assertThat(RawSocket.open(server.base()).request("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").status())
                    .isEqualTo(200);
            server.stop();
            assertThat(server.isAlive()).isFalse();
        }
    }
}
