package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.Future;
import io.reactivex.schedulers.Schedulers;
import io.roomcast.config.MqttSettings;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Makes links out of the HiveMQ client, all on one thread.
 *
 * <p>The event loop is ours rather than the client's own, because only so can a link be ended at any moment: the client lets go of
 * its loop no sooner than a pending connection attempt has timed out. It is one of Java's own selectors, as is the client's choice
 * of channel as long as no native transport is on the class path.
 */
final class HiveMqLinks implements BrokerLink.Factory {

    private static final Logger LOGGER = Logger.getLogger(HiveMqLinks.class.getPackageName());
    private static final int ANSWER_WITHIN_SECONDS = 10;
    private static final int STOP_WITHIN_MILLIS = 1_000;

    private final MqttSettings settings;
    private final String clientId;
    private final Optional<OutgoingMessage> will;
    private final Optional<MqttClientSslConfig> tls;
    private final NioEventLoopGroup eventLoop;

    /**
     * @param will    what the broker publishes when the connection ends without a farewell
     * @param threads makes the one thread of the event loop, when it is first needed
     * @throws IllegalArgumentException if the file of trusted authorities cannot be used
     */
    HiveMqLinks(MqttSettings settings, String clientId, Optional<OutgoingMessage> will, ThreadFactory threads) {
        this.settings = settings;
        this.clientId = clientId;
        this.will = will;
        this.tls = settings.tls() ? Optional.of(sslConfig(settings)) : Optional.empty();
        this.eventLoop = new NioEventLoopGroup(1, threads);
    }

    private static MqttClientSslConfig sslConfig(MqttSettings settings) {
        return MqttClientSslConfig.builder()
                .trustManagerFactory(settings.caFile().map(file -> TrustedAuthorities.in(file, "MQTT")).orElse(null))
                .handshakeTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                .build();
    }

    @Override
    public BrokerLink create(MqttProtocol protocol, Consumer<IncomingMessage> receiver, Consumer<Throwable> lost) {
        return new LoopLink(eventLoop, () -> switch (protocol) {
            case MQTT_5 -> new Mqtt5Link(client(lost).useMqttVersion5().build(), settings, will, receiver, lost);
            case MQTT_3_1_1 -> new Mqtt3Link(client(lost).useMqttVersion3().build(), settings, will, receiver, lost);
        });
    }

    private MqttClientBuilder client(Consumer<Throwable> lost) {
        return MqttClient.builder()
                .identifier(clientId)
                .transportConfig()
                    .serverHost(settings.host())
                    .serverPort(settings.port())
                    .socketConnectTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                    .mqttConnectTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                    .sslConfig(tls.orElse(null))
                    .applyTransportConfig()
                .executorConfig()
                    .nettyExecutor(eventLoop)
                    // Callbacks run right on the event loop: they only hand things on.
                    .applicationScheduler(Schedulers.trampoline())
                    .applyExecutorConfig()
                .addDisconnectedListener(context -> disconnected(context, lost));
    }

    /** A connection that was ended by a call is not lost. */
    private static void disconnected(MqttClientDisconnectedContext context, Consumer<Throwable> lost) {
        Throwable cause = context.getCause();
        if (context.getSource() == MqttDisconnectSource.CLIENT && isDisconnect(cause)) {
            lost.accept(new ProtocolViolationException(cause));
        } else if (context.getSource() != MqttDisconnectSource.USER) {
            lost.accept(cause);
        }
    }

    private static boolean isDisconnect(Throwable cause) {
        return cause instanceof Mqtt5DisconnectException || cause instanceof Mqtt3DisconnectException;
    }

    /**
     * Ends all links and their thread. The client's RxJava has two more threads that it never needs here; it is our own copy, so
     * nobody else's are ended with them.
     */
    @Override
    public void close() {
        Future<?> stopped = eventLoop.shutdownGracefully(0, STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        if (!stopped.awaitUninterruptibly(2 * STOP_WITHIN_MILLIS)) {
            LOGGER.warning("The thread of the MQTT connection has not ended yet");
        }
        Schedulers.shutdown();
    }
}
