package io.roomcast.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Hears what is published on a broker on this machine, as Home Assistant does. */
public final class Subscriber implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Mqtt3AsyncClient client;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** A message; an empty text takes back what was retained. */
    public record Heard(String topic, String text) {
    }

    /** Connects, and hears all topics; what is retained as well. */
    public Subscriber(int port) {
        client = MqttClient.builder().useMqttVersion3().identifier("subscriber-" + UUID.randomUUID())
                .serverHost("127.0.0.1").serverPort(port)
                // A connection under test that was closed has shut all others down.
                .executorConfig().applicationScheduler(Schedulers.trampoline()).applyExecutorConfig()
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::take);
        client.connect().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void take(Mqtt3Publish publish) {
        heard.add(new Heard(publish.getTopic().toString(), new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8)));
    }

    /** All so far, in their order. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The topics of all so far, in their order. */
    public List<String> topics() {
        return heard.stream().map(Heard::topic).toList();
    }

    /** What was said last on that topic. */
    public Optional<String> latest(String topic) {
        return texts(topic).stream().reduce((before, after) -> after);
    }

    /** All that was said on that topic. */
    public List<String> texts(String topic) {
        return heard.stream().filter(message -> message.topic().equals(topic)).map(Heard::text).toList();
    }

    /** Forgets what it has heard. */
    public void forget() {
        heard.clear();
    }

    @Override
    public void close() {
        client.disconnect().exceptionally(gone -> null).join();
    }
}
