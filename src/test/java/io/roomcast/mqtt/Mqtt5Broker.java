package io.roomcast.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** HiveMQ's community edition. */
final class Mqtt5Broker implements EmbeddedBroker {

    private static final String PLAIN = "<tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>";

    private final Path directory;
    private final int port;
    private EmbeddedHiveMQ broker;

    Mqtt5Broker(Path directory, int port) {
        this(directory, port, PLAIN);
    }

    /** @param listener the XML of its listener, with {@code %d} for the port */
    Mqtt5Broker(Path directory, int port, String listener) {
        this.port = port;
        try {
            this.directory = Files.createTempDirectory(Files.createDirectories(directory), "broker");
            for (String folder : new String[] {"conf", "data", "extensions"}) {
                Files.createDirectories(this.directory.resolve(folder));
            }
            Files.writeString(this.directory.resolve("conf/config.xml"), """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <hivemq>
                      <listeners>%s</listeners>
                      <persistence><mode>in-memory</mode></persistence>
                      <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                    </hivemq>
                    """.formatted(listener.formatted(port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(directory.resolve("conf"))
                .withDataFolder(directory.resolve("data"))
                .withExtensionsFolder(directory.resolve("extensions"))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("doorkeeper").withName("Doorkeeper").withVersion("1").withAuthor("roomcast")
                        .withExtensionMain(new Doorkeeper())
                        .build())
                .withoutLoggingBootstrap()
                .build();
        broker.start().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.stop().orTimeout(60, TimeUnit.SECONDS).join();
            broker = null;
        }
    }

    private static final class Doorkeeper implements ExtensionMain, SimpleAuthenticator {

        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            Services.securityRegistry().setAuthenticatorProvider(provided -> this);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            // Nothing was opened.
        }

        @Override
        public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
            ConnectPacket connect = input.getConnectPacket();
            boolean known = connect.getUserName().filter(USER::equals).isPresent()
                    && connect.getPassword().map(StandardCharsets.UTF_8::decode).map(Object::toString)
                            .filter(PASSWORD::equals).isPresent();
            if (known || connect.getUserName().isEmpty()) {
                output.authenticateSuccessfully();
            } else {
                output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED);
            }
        }
    }
}
