package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ClientAddressPropertiesTest {

    private static final String PROXY = "10.0.0.1";

    private final ClientAddress addresses = new ClientAddress(new TrustedProxies(List.of("10.0.0.0/8")));

    private String header(String name, String... values) {
        Map<String, List<String>> headers = Map.of(name, List.of(values));
        return addresses.of(PROXY, asked -> headers.getOrDefault(asked, List.of()));
    }

    @Property
    void whatAClientPutsBeforeTheProxysWordsChangesNothing(@ForAll String invented) {
        assertThat(header("X-Forwarded-For", invented + ",198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(header("X-Forwarded-For", invented, "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(header("Forwarded", "for=\"" + invented.replaceAll("[\"\\\\]", "") + "\", for=198.51.100.1"))
                .isEqualTo("198.51.100.1");
    }

    @Property
    void anyHeaderAtAllGivesAnAddress(@ForAll String invented) {
        assertThat(header("Forwarded", invented)).isNotBlank();
        assertThat(header("X-Forwarded-For", invented)).isNotBlank();
    }
}
