package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the brokers of these tests are brokers: what is retained reaches who comes later, over a restart of the broker too. */
class BrokerFixturesIT {

    @ParameterizedTest
    @EnumSource(TestBroker.Kind.class)
    void anEmbeddedBrokerDeliversBeforeAndAfterARestart(TestBroker.Kind kind) throws Exception {
        try (var broker = TestBroker.started(kind)) {
            assertThat(roundTrip(broker.port())).isEqualTo("{\"n\":1}");

            broker.restart();

            assertThat(roundTrip(broker.port())).isEqualTo("{\"n\":1}");
        }
    }

    @Test
    void mosquittoDelivers() throws Exception {
        try (var broker = new Mosquitto("delivers").start()) {
            assertThat(roundTrip(broker.port())).isEqualTo("{\"n\":1}");
        }
    }

    private static String roundTrip(int port) throws Exception {
        Mqtt3BlockingClient reader = MqttClient.builder().useMqttVersion3().identifier("reader").serverHost("127.0.0.1").serverPort(port).buildBlocking();
        try (var publisher = new Publisher(port)) {
            publisher.retain("x/state", Json.createObjectBuilder().add("n", 1).build());
            reader.connect();
            try (var publishes = reader.publishes(MqttGlobalPublishFilter.ALL)) {
                reader.subscribeWith().topicFilter(Publisher.PREFIX + "/#").send();
                var message = publishes.receive(10, TimeUnit.SECONDS).orElseThrow();
                reader.disconnect();
                return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
