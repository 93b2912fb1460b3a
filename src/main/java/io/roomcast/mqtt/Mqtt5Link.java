package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.reactivex.disposables.Disposable;
import io.roomcast.config.MqttSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A link by MQTT 5. It takes as many unacknowledged messages as the protocol permits, 65 535: Mosquitto 2.0.11 sends
 * more than a smaller receive maximum allows, and how much is on its way at once is limited by each broker itself.
 */
final class Mqtt5Link implements BrokerLink {

    /** How long the broker keeps what we have not acknowledged while we are away. */
    private static final Duration SESSION_EXPIRY = Duration.ofHours(1);

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
    public CompletableFuture<Void> connect(boolean newSession) {
        return client.toAsync().connect(connectMessage(newSession)).thenAccept(accepted -> { });
    }

    @Override
    public CompletableFuture<Set<String>> subscribe(List<String> filters) {
        Mqtt5Subscribe subscribe = Mqtt5Subscribe.builder()
                .addSubscriptions(filters.stream().map(Mqtt5Link::subscription))
                .build();
        return client.toAsync().subscribe(subscribe).handle((confirmed, failure) -> {
            if (failure == null) {
                return Set.of();
            }
            return FailureReason.find(failure, Mqtt5SubAckException.class)
                    .map(refusal -> refused(filters, refusal.getMqttMessage().getReasonCodes()))
                    .orElseThrow(() -> new CompletionException(failure));
        });
    }

    /** The broker answers for each filter, in their order. */
    private static Set<String> refused(List<String> filters, List<Mqtt5SubAckReasonCode> codes) {
        Set<String> refused = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(filters.size(), codes.size()); i++) {
            if (codes.get(i).isError()) {
                refused.add(filters.get(i));
            }
        }
        return refused;
    }

    private static Mqtt5Subscription subscription(String filter) {
        return Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
    }

    private Mqtt5Connect connectMessage(boolean newSession) {
        return Mqtt5Connect.builder()
                .cleanStart(newSession)
                .sessionExpiryInterval(SESSION_EXPIRY.toSeconds())
                .keepAlive((int) settings.keepAlive().toSeconds())
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
