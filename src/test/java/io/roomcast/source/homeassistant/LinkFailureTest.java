package io.roomcast.source.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFailureTest {

    private static String reason(Throwable cause) {
        return new LinkFailure(new DeploymentException("Connection failed.", cause)).toString();
    }

    /** The first is of Tyrus, the second of Open Liberty. */
    @ParameterizedTest
    @ValueSource(strings = {"Response code was not 101: 404.", "CWWKH0039E: When an outgoing WebSocket request was sent to the "
            + "/api/websocket endpoint on the target server, a 404 response was returned instead of a 101 response."})
    void theAnswerToTheHandshakeIsFoundInTheMessageOfEachServer(String message) {
        assertThat(reason(new IOException(message))).isEqualTo("there is no Home Assistant at this address (404) (home_assistant.url)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "401 | it refuses this machine (401), which it may have banned for wrong tokens",
        "503 | a proxy says that Home Assistant is away (503)",
        "301 | what answers there is no WebSocket (301) (home_assistant.url)"})
    void eachAnswerMeansSomething(String status, String reason) {
        assertThat(reason(new IOException("Response code was not 101: " + status + "."))).isEqualTo(reason);
    }

    @Test
    void whatTheNetworkSaysIsSaidInPlainWords() {
        assertThat(reason(new UnknownHostException("nowhere"))).contains("the host name is unknown");
        assertThat(reason(new ConnectException("Connection refused"))).contains("nothing listens there");
        assertThat(reason(new TimeoutException())).isEqualTo("it does not answer");
    }

    @Test
    void whatIsWrongWithACertificateIsSaid() {
        assertThat(reason(new SSLHandshakeException("unable to find valid certification path to requested target"))).contains("no trusted authority (home_assistant.ca_file)");
        assertThat(reason(new CertificateExpiredException())).isEqualTo("its certificate has expired");
        assertThat(reason(new CertificateException("No name matching home found"))).contains("not made out for this host name");
        assertThat(reason(new SSLHandshakeException("no cipher suites in common"))).endsWith("agreed on: no cipher suites in common");
    }

    @Test
    void anythingElseIsSaidInGeneral() {
        assertThat(reason(new IllegalStateException("x")))
                .isEqualTo("what answers there does not speak as Home Assistant does (home_assistant.url)");
    }
}
