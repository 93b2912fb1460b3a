package io.roomcast.bench;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The broker, as a prediction system sees it: publishes series of updates at a steady rate. */
final class Broker implements AutoCloseable {

    /** Told about progress, every five seconds. */
    interface Progress {
        void at(int published);
    }

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

    private final Mqtt5AsyncClient client;
    private final String prefix;
    private final AtomicInteger failures = new AtomicInteger();

    Broker(URI address, String prefix) {
        this.prefix = prefix;
        this.client = MqttClient.builder().useMqttVersion5()
                .serverHost(address.getHost()).serverPort(address.getPort() < 0 ? 1883 : address.getPort())
                .buildAsync();
        client.connect().join();
    }

    /** Publishes the whole series, one update every {@code 1 / rate} seconds by the clock, however long each takes. */
    void publish(Publication series, double rate, Progress progress) {
        long start = System.nanoTime();
        long nextProgress = start + PROGRESS_EVERY.toNanos();
        for (int update = 0; update < series.updates(); update++) {
            long due = start + (long) (update * 1e9 / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            publish(series, update);
            if (System.nanoTime() >= nextProgress) {
                nextProgress += PROGRESS_EVERY.toNanos();
                progress.at(update);
            }
        }
    }

    private void publish(Publication series, int update) {
        String room = series.room(update);
        byte[] payload = prediction(room, series.version(update)).getBytes(StandardCharsets.UTF_8);
        series.publishing(update);
        client.publishWith().topic(prefix + "/" + room + "/prediction").qos(MqttQos.AT_LEAST_ONCE).payload(payload)
                .send().whenComplete((result, failure) -> {
                    if (failure != null) {
                        failures.incrementAndGet();
                    }
                });
    }

    /** Hands over every prediction that anybody publishes. */
    void listen(Consumer<byte[]> reader) {
        client.subscribeWith().topicFilter(prefix + "/+/prediction").qos(MqttQos.AT_LEAST_ONCE)
                .callback(publish -> reader.accept(publish.getPayloadAsBytes())).send().join();
    }

    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        client.disconnect().join();
    }

    private static String prediction(String room, String version) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        OffsetDateTime then = now.plusSeconds(1500).atOffset(ZoneOffset.UTC);
        return """
                {"room_id":"%s","room_name":"Load %s","predicted_time":"%s","transition_type":"vacant_to_occupied",\
                "confidence_score":0.87,"time_until_seconds":1500,"time_until_human":"25 minutes",\
                "model_type":"ensemble","model_version":"%s","prediction_made_at":"%s",\
                "base_predictions":{"lstm":1480.5,"xgboost":1522.0},"model_weights":{"lstm":0.4,"xgboost":0.6},\
                "alternatives":[{"predicted_time":"%s","confidence":0.08,"time_until_seconds":3300}],\
                "prediction_reliability":"high","features_count":25}"""
                .formatted(room, room.substring(5), then, version, now, then.plusMinutes(30));
    }
}
