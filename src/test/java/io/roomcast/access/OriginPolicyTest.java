package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {

    private final OriginPolicy policy =
            new OriginPolicy(List.of("https://panel.example", "http://localhost:3000"), new TrustedProxies(List.of("10.0.0.1")));

    private boolean permits(String peer, String... headers) {
        Map<String, List<String>> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], List.of(headers[i + 1]));
        }
        return policy.permits(peer, "http", name -> given.getOrDefault(name, List.of()));
    }

    @Test
    void aProgramThatSendsNoOriginMayConnect() {
        assertThat(permits("192.0.2.1", "Host", "server:8766")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://server:8766, server:8766, true", "http://SERVER:8766, server:8766, true", "http://server, server:80, true",
        "http://server:8766, server:8767, false", "https://server:8766, server:8766, false", "http://other:8766, server:8766, false",
        "https://panel.example, server:8766, true", "https://panel.example:443, server:8766, true",
        "http://panel.example, server:8766, false", "https://panel.example.evil, server:8766, false",
        "http://localhost:3000, server:8766, true", "null, server:8766, false", "'', server:8766, false",
        "http://evil.example, 'evil.example/x', false"})
    void aPageOfTheServerOrOfAnAllowedOriginMayConnect(String origin, String host, boolean permitted) {
        assertThat(permits("192.0.2.1", "Origin", origin, "Host", host)).isEqualTo(permitted);
    }

    @Test
    void twoOriginsAreNone() {
        Headers two = name -> name.equals("Origin") ? List.of("http://server", "http://server") : List.of("server");

        assertThat(policy.permits("192.0.2.1", "http", two)).isFalse();
    }

    @Test
    void aTrustedProxySaysWhatWasAskedFor() {
        assertThat(permits("10.0.0.1", "Origin", "https://home.example", "Host", "internal:8766",
                "X-Forwarded-Host", "home.example", "X-Forwarded-Proto", "https")).isTrue();
        assertThat(permits("10.0.0.1", "Origin", "https://home.example", "Host", "home.example",
                "X-Forwarded-Proto", "https")).isTrue();
        assertThat(permits("10.0.0.1", "Origin", "https://home.example", "Host", "internal:8766",
                "Forwarded", "for=192.0.2.1;host=home.example;proto=https")).isTrue();
        assertThat(permits("10.0.0.1", "Origin", "https://home.example", "Host", "internal:8766",
                "Forwarded", "for=192.0.2.1;host=\"home.example:443\";proto=wss")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://home:8080, home, 8080, internal:8766, true",
        "http://home:8080, home, , home:8080, true",
        "http://home:8080, home:8080, , internal:8766, true",
        "http://home:8080, home, 9090, internal:8766, false",
        "http://home:8080, home, , other:8080, false",
        "http://[2001:db8::1]:8080, [2001:db8::1], 8080, internal:8766, true",
        "http://home:8080, , 8080, home, true"})
    void aTrustedProxysPortCountsWhereItsHostHasNone(
            String origin, String forwardedHost, String forwardedPort, String host, boolean permitted) {
        List<String> headers = new ArrayList<>(List.of("Origin", origin, "Host", host));
        if (forwardedHost != null) {
            headers.addAll(List.of("X-Forwarded-Host", forwardedHost));
        }
        if (forwardedPort != null) {
            headers.addAll(List.of("X-Forwarded-Port", forwardedPort));
        }

        assertThat(permits("10.0.0.1", headers.toArray(String[]::new))).isEqualTo(permitted);
        assertThat(permits("10.0.0.2", "Origin", origin, "Host", "internal:8766", "X-Forwarded-Host", "home:8080"))
                .isFalse();
    }

    @Test
    void anyOtherPeerIsNotBelieved() {
        assertThat(permits("10.0.0.2", "Origin", "https://home.example", "Host", "internal:8766",
                "X-Forwarded-Host", "home.example", "X-Forwarded-Proto", "https")).isFalse();
    }

    @Test
    void aStarLetsEveryPageConnect() {
        OriginPolicy open = new OriginPolicy(List.of("*"), new TrustedProxies(List.of()));

        assertThat(open.permits("192.0.2.1", "http", name -> List.of("null"))).isTrue();
    }
}
