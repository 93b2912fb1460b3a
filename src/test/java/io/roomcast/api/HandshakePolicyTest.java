package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.Admission;
import io.roomcast.access.Bans;
import io.roomcast.access.ClientAddress;
import io.roomcast.access.OriginPolicy;
import io.roomcast.access.ProxyDiagnosis;
import io.roomcast.access.Refusal;
import io.roomcast.access.TrustedProxies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakePolicyTest {

    private static final String PEER = "192.0.2.1";

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-15T14:30:00Z"));
    private final Bans bans = new Bans(1, Duration.ofSeconds(600), clock);
    private final Admission admission = new Admission(3, 2, clock);
    private final HandshakePolicy policy = policy(true);

    private HandshakePolicy policy(boolean enabled) {
        TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.1"));
        OriginPolicy origins = new OriginPolicy(List.of(), proxies);
        return new HandshakePolicy(
                enabled, origins, new ClientAddress(proxies), bans, admission, new ProxyDiagnosis(proxies, origins));
    }

    private static HandshakePolicy.Request request(String path, String peer, String... headers) {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(Map.of("Upgrade", "websocket", "Connection", "keep-alive, Upgrade", "Sec-WebSocket-Version", "13",
                "Host", "server:8766"));
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], headers[i + 1]);
        }
        return new HandshakePolicy.Request("GET", path, peer, "http",
                name -> given.containsKey(name) ? List.of(given.get(name)) : List.of(), Optional.empty());
    }

    private static Refusal refused(HandshakePolicy.Verdict verdict) {
        assertThat(verdict).isInstanceOf(HandshakePolicy.Verdict.Refused.class);
        return ((HandshakePolicy.Verdict.Refused) verdict).refusal();
    }

    private static HandshakePrincipal passed(HandshakePolicy.Verdict verdict) {
        assertThat(verdict).isInstanceOf(HandshakePolicy.Verdict.Passed.class);
        return ((HandshakePolicy.Verdict.Passed) verdict).principal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/predictions", "/ws/system-status", "/ws/alerts", "/ws/room/kitchen", "/ws/room/A_1"})
    void anEndpointIsOpenToAWebSocketClient(String path) {
        HandshakePrincipal principal = passed(policy.judge(request(path, PEER)));

        assertThat(principal.address()).isEqualTo(PEER);
        assertThat(principal.ticket().claim()).isTrue();
        assertThat(admission.held()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/", "/ws/predictions/", "/ws//predictions", "/ws/Predictions", "/ws/room", "/ws/room/",
        "/ws/room/a/b", "/ws/room/a/", "/ws/room/living-room", "/ws/room/a%62", "/ws/predictions;x=1", "/ws/%70redictions",
        "/ws/room/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/ws/other", "//ws/predictions"})
    void aPathThatIsNoEndpointIsNotFound(String path) {
        assertThat(refused(policy.judge(request(path, PEER))).status()).isEqualTo(404);
        assertThat(admission.held()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, h2c", "Connection, keep-alive", "Sec-WebSocket-Version, 8"})
    void aRequestThatIsNoWebSocketHandshakeIsToldToUpgrade(String header, String value) {
        assertThat(refused(policy.judge(request("/ws/alerts", PEER, header, value))).status()).isEqualTo(426);
        assertThat(admission.held()).isZero();
    }

    @Test
    void onlyGetOpensASocket() {
        HandshakePolicy.Request post = new HandshakePolicy.Request("POST", "/ws/alerts", PEER, "http", name -> List.of(),
                Optional.empty());

        assertThat(refused(policy.judge(post)).status()).isEqualTo(405);
    }

    @Test
    void whenItIsSwitchedOffNothingElseMatters() {
        bans.failed(PEER);

        assertThat(refused(policy(false).judge(request("/nowhere", PEER, "Origin", "http://evil.example"))).status()).isEqualTo(503);
    }

    @Test
    void aForeignPageIsRefusedBeforeABannedAddress() {
        bans.failed(PEER);

        Refusal refusal = refused(policy.judge(request("/ws/alerts", PEER, "Origin", "http://evil.example")));

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.retryAfter()).isEmpty();
        passed(policy.judge(request("/ws/alerts", "192.0.2.2", "Origin", "http://server:8766")));
    }

    @Test
    void aBannedAddressIsToldForHowLong() {
        bans.failed(PEER);

        Refusal refusal = refused(policy.judge(request("/nowhere", PEER)));

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(600));
        assertThat(admission.held()).isZero();
    }

    @Test
    void aFullAddressOrServerIsRefusedBeforeAWrongPath() {
        passed(policy.judge(request("/ws/alerts", PEER)));
        passed(policy.judge(request("/ws/alerts", PEER)));
        assertThat(refused(policy.judge(request("/nowhere", PEER))).status()).isEqualTo(429);

        passed(policy.judge(request("/ws/alerts", "192.0.2.2")));
        assertThat(refused(policy.judge(request("/nowhere", "192.0.2.3"))).status()).isEqualTo(503);
    }

    @Test
    void behindATrustedProxyTheClientsAddressCounts() {
        bans.failed("198.51.100.1");

        assertThat(refused(policy.judge(request("/ws/alerts", "10.0.0.1", "X-Forwarded-For", "198.51.100.1"))).status())
                .isEqualTo(403);
        assertThat(passed(policy.judge(request("/ws/alerts", "10.0.0.1", "X-Forwarded-For", "198.51.100.2"))).address())
                .isEqualTo("198.51.100.2");
    }
}
