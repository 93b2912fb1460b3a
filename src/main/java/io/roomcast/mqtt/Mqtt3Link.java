package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import io.reactivex.disposables.Disposable;
import io.roomcast.config.MqttSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A link by MQTT 3.1.1. How long the session is kept, and how much is sent at once, is the broker's choice there. */
final class Mqtt3Link implements BrokerLink {

    private final Mqtt3Client client;
    private final MqttSettings settings;
    private final Optional<OutgoingMessage> will;
    private final Disposable incoming;

    Mqtt3Link(Mqtt3Client client, MqttSettings settings, Optional<OutgoingMessage> will, Consumer<IncomingMessage> receiver,
            Consumer<Throwable> lost) {
        this.client = client;
        this.settings = settings;
        this.will = will;
        this.incoming = client.toRx().publishes(MqttGlobalPublishFilter.ALL, true)
                .subscribe(publish -> receiver.accept(message(publish)), lost::accept);
    }

    private static IncomingMessage message(Mqtt3Publish publish) {
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
        Mqtt3Subscribe subscribe = Mqtt3Subscribe.builder()
                .addSubscriptions(filters.stream().map(Mqtt3Link::subscription))
                .build();
        return client.toAsync().subscribe(subscribe).thenAccept(confirmed -> { });
    }

    private static Mqtt3Subscription subscription(String filter) {
        return Mqtt3Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
    }

    private Mqtt3Connect connect() {
        return Mqtt3Connect.builder()
                .cleanSession(false)
                .keepAlive((int) settings.keepAlive().toSeconds())
                .simpleAuth(auth().orElse(null))
                .willPublish(will.map(Mqtt3Link::outgoing).orElse(null))
                .build();
    }

    private static Mqtt3Publish outgoing(OutgoingMessage message) {
        return Mqtt3Publish.builder()
                .topic(message.topic())
                .qos(message.atLeastOnce() ? MqttQos.AT_LEAST_ONCE : MqttQos.AT_MOST_ONCE)
                .retain(message.retained())
                .payload(message.text().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private Optional<Mqtt3SimpleAuth> auth() {
        return settings.username().map(name -> {
            var auth = Mqtt3SimpleAuth.builder().username(name);
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
