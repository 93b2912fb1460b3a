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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** HiveMQ's community edition. It keeps sessions and retained messages on disk, and lets in one user, by password. */
final class Mqtt5Broker implements EmbeddedBroker {

    private final Path directory;
    private final int port;
    private EmbeddedHiveMQ broker;

    /** @param listener the XML of its listener, with {@code %d} for the port */
    Mqtt5Broker(Path directory, String listener) throws IOException {
        this.directory = directory;
        this.port = FreePort.find();
        for (String folder : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(directory.resolve("conf/config.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <hivemq>
                  <listeners>%s</listeners>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(listener.formatted(port)));
    }

    Mqtt5Broker(Path directory) throws IOException {
        this(directory, "<tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws Exception {
        broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(directory.resolve("conf"))
                .withDataFolder(directory.resolve("data"))
                .withExtensionsFolder(directory.resolve("extensions"))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("one-user").withName("One user").withVersion("1").withAuthor("roomcast")
                        .withExtensionMain(new OneUser())
                        .build())
                .withoutLoggingBootstrap()
                .build();
        broker.start().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.stop().join();
            broker = null;
        }
    }

    private static final class OneUser implements ExtensionMain, SimpleAuthenticator {

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
            if (known) {
                output.authenticateSuccessfully();
            } else {
                output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED);
            }
        }
    }
}
