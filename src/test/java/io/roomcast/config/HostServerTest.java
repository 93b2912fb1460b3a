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
        properties.setProperty("server.config.dir", "/opt/wlp/usr/servers/s");
        properties.setProperty("server.output.dir", "/out/s");

        HostServer server = HostServer.detect(properties);

        assertThat(server).isEqualTo(HostServer.OPEN_LIBERTY);
        assertThat(server.configDirectory(properties)).isEqualTo(Path.of("/opt/wlp/usr/servers/s/roomcast/config"));
        assertThat(server.dataDirectory(properties)).isEqualTo(Path.of("/out/s/roomcast/data"));
    }

    @Test
    void payaraIsKnownByItsDomain() {
        properties.setProperty("com.sun.aas.instanceRoot", "/domain1");

        HostServer server = HostServer.detect(properties);

        assertThat(server).isEqualTo(HostServer.PAYARA);
        assertThat(server.dataDirectory(properties)).isEqualTo(Path.of("/domain1/roomcast/data"));
    }

    @Test
    void aHomeThatTheServerIsToldHoldsBothDirectories() {
        properties.setProperty("wlp.install.dir", "/opt/wlp");
        properties.setProperty("server.config.dir", "/opt/wlp/usr/servers/s");
        properties.setProperty("occupancy.home", "/home/me/roomcast");

        HostServer server = HostServer.detect(properties);

        assertThat(server.configDirectory(properties)).isEqualTo(Path.of("/home/me/roomcast/config"));
        assertThat(server.dataDirectory(properties)).isEqualTo(Path.of("/home/me/roomcast/data"));
    }

    @Test
    void elsewhereTheDirectoriesAreInTheCurrentOne() {
        HostServer server = HostServer.detect(properties);

        assertThat(server).isEqualTo(HostServer.OTHER);
        assertThat(server.configDirectory(properties)).isEqualTo(Path.of("config"));
        assertThat(server.dataDirectory(properties)).isEqualTo(Path.of("data"));
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
