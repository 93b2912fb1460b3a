package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.reactivex.disposables.Disposable;
import io.roomcast.config.MqttSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A link by MQTT 5. */
final class Mqtt5Link implements BrokerLink {

    /** How long the broker keeps what we have not acknowledged while we are away. */
    private static final Duration SESSION_EXPIRY = Duration.ofHours(1);
    /** How many unacknowledged messages the broker may have sent us: what is more it has to keep. */
    private static final int RECEIVE_MAXIMUM = 100;

    private final Mqtt5Client client;
    private final MqttSettings settings;
    private final Optional<OutgoingMessage> will;
    private final Disposable incoming;

    Mqtt5Link(Mqtt5Client client, MqttSettings settings, Optional<OutgoingMessage> will, Consumer<IncomingMessage> receiver,
            Consumer<Throwable> lost) {
        this.client = client;
        this.settings = settings;
        this.will = will;
        this.incoming = client.toRx().publishes(MqttGlobalPublishFilter.ALL, true)
                .subscribe(publish -> receiver.accept(message(publish)), lost::accept);
    }

    private static IncomingMessage message(Mqtt5Publish publish) {
        return new IncomingMessage(publish.getTopic().toString(), publish.getPayload().orElseGet(() -> ByteBuffer.allocate(0)),
                new Acknowledgement(publish::acknowledge));
    }

    @Override
    public CompletableFuture<Void> open(List<String> filters) {
        return client.toAsync().connect(connect()).thenCompose(accepted -> subscribe(filters));
    }

    private CompletableFuture<Void> subscribe(List<String> filters) {
        if (filters.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Mqtt5Subscribe subscribe = Mqtt5Subscribe.builder()
                .addSubscriptions(filters.stream().map(Mqtt5Link::subscription))
                .build();
        return client.toAsync().subscribe(subscribe).thenAccept(confirmed -> { });
    }

    private static Mqtt5Subscription subscription(String filter) {
        return Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
    }

    private Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_EXPIRY.toSeconds())
                .keepAlive((int) settings.keepAlive().toSeconds())
                .restrictions().receiveMaximum(RECEIVE_MAXIMUM).applyRestrictions()
                .simpleAuth(auth().orElse(null))
                .willPublish(will.map(Mqtt5Link::outgoing).orElse(null))
                .build();
    }

    private static Mqtt5Publish outgoing(OutgoingMessage message) {
        return Mqtt5Publish.builder()
                .topic(message.topic())
                .qos(message.atLeastOnce() ? MqttQos.AT_LEAST_ONCE : MqttQos.AT_MOST_ONCE)
                .retain(message.retained())
                .payload(message.text().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private Optional<Mqtt5SimpleAuth> auth() {
        return settings.username().map(name -> {
            var auth = Mqtt5SimpleAuth.builder().username(name);
            return settings.password()
                    .map(password -> auth.password(password.reveal().getBytes(StandardCharsets.UTF_8)))
                    .orElse(auth)
                    .build();
        });
    }

    @Override
    public CompletableFuture<Delivery> publish(OutgoingMessage message) {
        return client.toAsync().publish(outgoing(message)).handle((taken, failure) -> Delivery.after(failure));
    }

    @Override
    public CompletableFuture<Void> close() {
        return client.toAsync().disconnect()
                .exceptionally(notConnected -> null)
                .whenComplete((left, none) -> incoming.dispose());
    }
}
