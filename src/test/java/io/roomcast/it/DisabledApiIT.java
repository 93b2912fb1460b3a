package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@RunAsClient
@ExtendWith(ArquillianExtension.class)
class DisabledApiIT {

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().api("enabled", false));
    }

    @Test
    void noSocketIsOpenedButTheStatusIsServed() {
        var answer = RawSocket.tryHandshake("/ws/predictions");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("WEBSOCKET_CONNECTION_ERROR").doesNotContain("Exception");
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        assertThat(Api.status().getBoolean("enabled")).isFalse();
        assertThat(Api.status().getBoolean("running")).isFalse();
    }
}
