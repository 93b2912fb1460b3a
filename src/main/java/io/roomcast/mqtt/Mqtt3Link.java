package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAckReturnCode;
import io.reactivex.disposables.Disposable;
import io.roomcast.config.MqttSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /**
     * By MQTT 3.1.1 a new session ends with its connection: the old one is discarded by one, and another is made that
     * is kept.
     */
    @Override
    public CompletableFuture<Void> connect(boolean newSession) {
        return newSession
                ? client.toAsync().connect(connectMessage(true))
                        .thenCompose(accepted -> client.toAsync().disconnect())
                        .thenCompose(left -> connect(false))
                : client.toAsync().connect(connectMessage(false)).thenAccept(accepted -> { });
    }

    @Override
    public CompletableFuture<Set<String>> subscribe(List<String> filters) {
        Mqtt3Subscribe subscribe = Mqtt3Subscribe.builder()
                .addSubscriptions(filters.stream().map(Mqtt3Link::subscription))
                .build();
        return client.toAsync().subscribe(subscribe).handle((confirmed, failure) -> {
            if (failure == null) {
                return Set.of();
            }
            return FailureReason.find(failure, Mqtt3SubAckException.class)
                    .map(refusal -> refused(filters, refusal.getMqttMessage().getReturnCodes()))
                    .orElseThrow(() -> new CompletionException(failure));
        });
    }

    /** The broker answers for each filter, in their order. */
    private static Set<String> refused(List<String> filters, List<Mqtt3SubAckReturnCode> codes) {
        Set<String> refused = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(filters.size(), codes.size()); i++) {
            if (codes.get(i).isError()) {
                refused.add(filters.get(i));
            }
        }
        return refused;
    }

    private static Mqtt3Subscription subscription(String filter) {
        return Mqtt3Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
    }

    private Mqtt3Connect connectMessage(boolean cleanSession) {
        return Mqtt3Connect.builder()
                .cleanSession(cleanSession)
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
