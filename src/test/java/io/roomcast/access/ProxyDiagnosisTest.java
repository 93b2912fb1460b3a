package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.mqtt.CapturedLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxyDiagnosisTest {

    private final CapturedLog log = CapturedLog.of("io.roomcast.access");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aProxyThatIsNotTrustedIsNamedOnceWithTheSettingThatIsMissing() {
        ProxyDiagnosis diagnosis = trusting();

        diagnosis.handshake("10.0.0.5", headers(Map.of("X-Forwarded-For", "192.0.2.1")));
        diagnosis.handshake("10.0.0.5", headers(Map.of("X-Forwarded-For", "192.0.2.2")));
        diagnosis.handshake("10.0.0.6", headers(Map.of()));

        assertThat(log.lines()).singleElement().asString()
                .contains("10.0.0.5", "tracking.websocket_api_trusted_proxies").doesNotContain("192.0.2");
    }

    @Test
    void ofATrustedProxyNothingIsSaid() {
        trusting("10.0.0.5").handshake("10.0.0.5", headers(Map.of("Forwarded", "for=192.0.2.1")));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void manyPeersDoNotFillTheLog() {
        ProxyDiagnosis diagnosis = trusting();

        for (int i = 0; i < 10 * ProxyDiagnosis.MOST; i++) {
            diagnosis.handshake("10.0." + i / 256 + "." + i % 256, headers(Map.of("X-Real-IP", "192.0.2.1")));
        }

        assertThat(log.lines()).hasSize(ProxyDiagnosis.MOST);
    }

    @Test
    void aRefusedOriginIsNamedOnceWithTheOneThatWasExpected() {
        ProxyDiagnosis diagnosis = trusting();
        Headers headers = headers(Map.of("Origin", "https://home.example\u001b[2J", "Host", "127.0.0.1:8766"));

        diagnosis.originRefused("127.0.0.1", "http", headers);
        diagnosis.originRefused("127.0.0.1", "http", headers);

        assertThat(log.lines()).singleElement().asString().contains("https://home.example?[2J", "http://127.0.0.1:8766",
                "tracking.websocket_api_trusted_proxies", "tracking.websocket_api_allowed_origins");
    }

    private static ProxyDiagnosis trusting(String... proxies) {
        TrustedProxies trusted = new TrustedProxies(List.of(proxies));
        return new ProxyDiagnosis(trusted, new OriginPolicy(List.of(), trusted));
    }

    private static Headers headers(Map<String, String> values) {
        return name -> values.containsKey(name) ? List.of(values.get(name)) : List.of();
    }
}
