package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";

    private final ClientAddress addresses = new ClientAddress(new TrustedProxies(List.of("10.0.0.0/8", "2001:db8::/32")));

    private String forwardedFor(String peer, String... values) {
        return addresses.of(peer, headers(Map.of("X-Forwarded-For", List.of(values))));
    }

    private String forwarded(String... values) {
        return addresses.of(PROXY, headers(Map.of("Forwarded", List.of(values))));
    }

    private static Headers headers(Map<String, List<String>> headers) {
        return name -> headers.getOrDefault(name, List.of());
    }

    @Test
    void aPeerThatIsNoProxyIsNotBelieved() {
        assertThat(forwardedFor("192.0.2.9", "198.51.100.1")).isEqualTo("192.0.2.9");
    }

    @Test
    void aProxyThatSaysNothingIsTheClient() {
        assertThat(addresses.of(PROXY, headers(Map.of()))).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "198.51.100.1 | 198.51.100.1",
        "203.0.113.5, 198.51.100.1 | 198.51.100.1",
        "198.51.100.1, 10.9.9.9, 10.8.8.8 | 198.51.100.1",
        "10.9.9.9, 10.8.8.8 | 10.9.9.9",
        "198.51.100.1:4711 | 198.51.100.1",
        "[2001:4860::1]:4711 | 2001:4860:0:0:0:0:0:1",
        "2001:4860::1 | 2001:4860:0:0:0:0:0:1",
        "nonsense, 198.51.100.1 | 198.51.100.1"})
    void theClientIsTheRightmostHopThatIsNoProxy(String header, String client) {
        assertThat(forwardedFor(PROXY, header)).isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(forwardedFor(PROXY, "203.0.113.5", "198.51.100.1, 10.2.2.2")).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "198.51.100.1, ", "198.51.100.1, nonsense", "300.1.1.1", "1.2.3.4:x", "[::1", "::1]"})
    void whatCannotBeUnderstoodMakesTheProxyTheClient(String header) {
        assertThat(forwardedFor(PROXY, header)).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "for=198.51.100.1 | 198.51.100.1",
        "For=\"198.51.100.1:4711\";proto=https;by=10.0.0.1 | 198.51.100.1",
        "for=203.0.113.5, for=198.51.100.1;host=x , for=10.1.1.1 | 198.51.100.1",
        "for=\"[2001:4860::1]:4711\" | 2001:4860:0:0:0:0:0:1",
        "for=\"198.51.100.1\\:1\" | 198.51.100.1"})
    void theStandardHeaderIsUnderstood(String header, String client) {
        assertThat(forwarded(header)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "for", "for=", "for=_hidden", "for=unknown", "proto=https", "for=\"198.51.100.1", "for=198.51.100.1,",
        "for=198.51.100.1;for=203.0.113.5", "for=198.51.100.1 proto=http", "for=198.51.100.1, ,for=10.0.0.1"})
    void aMalformedStandardHeaderMakesTheProxyTheClient(String header) {
        assertThat(forwarded(header)).isEqualTo(PROXY);
    }

    @Test
    void twoHeadersThatAgreeAreBelievedAndTwoThatDisagreeAreNot() {
        assertThat(addresses.of(PROXY, headers(Map.of(
                "Forwarded", List.of("for=198.51.100.1"), "X-Forwarded-For", List.of("198.51.100.1"))))).isEqualTo("198.51.100.1");
        assertThat(addresses.of(PROXY, headers(Map.of(
                "Forwarded", List.of("for=203.0.113.5"), "X-Forwarded-For", List.of("198.51.100.1"))))).isEqualTo(PROXY);
    }

    @Test
    void anAddressHasOneSpelling() {
        assertThat(addresses.of("::ffff:192.0.2.9", headers(Map.of()))).isEqualTo("192.0.2.9");
        assertThat(addresses.of("FE80::1%eth0", headers(Map.of()))).isEqualTo("fe80:0:0:0:0:0:0:1");
    }
}
