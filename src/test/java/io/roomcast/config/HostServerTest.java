package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HostServerTest {

    private final Properties properties = new Properties();

    @Test
    void openLibertyIsKnownByItsInstallation() {
        properties.setProperty("wlp.install.dir", "/opt/wlp");
        properties.setProperty("server.output.dir", "/out/s");

        HostServer server = HostServer.detect(properties);

        assertThat(server).isEqualTo(HostServer.OPEN_LIBERTY);
        assertThat(server.home(properties)).isEqualTo(Path.of("/out/s/roomcast"));
    }

    @Test
    void payaraIsKnownByItsDomain() {
        properties.setProperty("com.sun.aas.instanceRoot", "/domain1");

        HostServer server = HostServer.detect(properties);

        assertThat(server).isEqualTo(HostServer.PAYARA);
        assertThat(server.home(properties)).isEqualTo(Path.of("/domain1/roomcast"));
    }

    @Test
    void elsewhereTheHomeIsTheCurrentDirectory() {
        HostServer server = HostServer.detect(properties);

        assertThat(server).isEqualTo(HostServer.OTHER);
        assertThat(server.home(properties)).isEqualTo(Path.of(""));
    }

    @Test
    void onPayaraASenderRunsUnderThePlatformClassLoaderAndOnlyAsLongAsItSends() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();

        ClassLoader during = HostServer.PAYARA.sending(() -> Thread.currentThread().getContextClassLoader());

        assertThat(during).isSameAs(ClassLoader.getPlatformClassLoader());
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(own);
    }

    @Test
    void elsewhereASenderKeepsItsClassLoader() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();

        assertThat(HostServer.OPEN_LIBERTY.sending(() -> Thread.currentThread().getContextClassLoader())).isSameAs(own);
    }
}
