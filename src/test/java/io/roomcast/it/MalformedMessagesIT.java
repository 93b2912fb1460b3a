package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that cannot be carried out: each is answered by what is wrong with it, and the socket goes on. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class MalformedMessagesIT {

    private static final String INTERNALS = "(?i)exception|jakarta|java\\.|parsson|johnzon|org\\.|roomcast\\.|\\bat [a-z]+\\.";

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.standard();
    }

    static Stream<String> noMessages() {
        return Stream.of("", " ", "hello", "{", "}", "{\"type\":", "{\"type\":\"heartbeat\"", "[]", "42", "null", "\"heartbeat\"",
                "{'type':'heartbeat'}", "{\"type\":\"heartbeat\"} {}", "{\"type\":\"heart\u0001beat\"}", "{\"type\":\"\\u00zz\"}",
                "{\"type\":NaN}", "\u0000", "[{\"type\":\"heartbeat\"}]", nested(33), "[".repeat(60_000), "{\"a\":".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("noMessages")
    void whatIsNoMessageIsSaidToBeNone(String text) {
        try (var client = client()) {
            client.send(text);

            var error = client.nextError();

            assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_VALIDATION_ERROR");
            assertGoesOn(client, error);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("type", "{}"),
                Arguments.of("type", "{\"data\":{}}"),
                Arguments.of("type", "{\"type\":null,\"data\":{}}"),
                Arguments.of("type", "{\"type\":5,\"data\":{}}"),
                Arguments.of("type", "{\"type\":\"dance\",\"data\":{}}"),
                Arguments.of("type", "{\"type\":\"prediction_update\",\"data\":{}}"),
                Arguments.of("message_id", "{\"type\":\"heartbeat\",\"message_id\":7}"),
                Arguments.of("message_id", "{\"type\":\"heartbeat\",\"message_id\":\"" + "x".repeat(129) + "\"}"),
                Arguments.of("data", "{\"type\":\"subscribe\"}"),
                Arguments.of("data", "{\"type\":\"heartbeat\"}"),
                Arguments.of("data", "{\"type\":\"subscribe\",\"data\":[]}"),
                Arguments.of("data", "{\"type\":\"acknowledge\",\"data\":\"x\"}"),
                Arguments.of("data.endpoint", "{\"type\":\"subscribe\",\"data\":{}}"),
                Arguments.of("data.endpoint", "{\"type\":\"subscribe\",\"data\":{\"endpoint\":7}}"),
                Arguments.of("data.endpoint", "{\"type\":\"unsubscribe\",\"data\":{\"endpoint\":null}}"),
                Arguments.of("data.room_id", subscribe("\"room_id\":7")),
                Arguments.of("data.room_id", subscribe("\"room_id\":\"not a room\"")),
                Arguments.of("data.filters", subscribe("\"filters\":[]")),
                Arguments.of("data.filters.colour", subscribe("\"filters\":{\"colour\":\"red\"}")),
                Arguments.of("data.filters.min_confidence", subscribe("\"filters\":{\"min_confidence\":\"0.5\"}")),
                Arguments.of("data.filters.min_confidence", subscribe("\"filters\":{\"min_confidence\":7}")),
                Arguments.of("data.filters.min_confidence", subscribe("\"filters\":{\"min_confidence\":-0.01}")),
                Arguments.of("data.filters.min_confidence", subscribe("\"filters\":{\"min_confidence\":1e400}")),
                Arguments.of("data.filters.min_confidence", subscribe("\"filters\":{\"min_confidence\":1e999999999}")),
                Arguments.of("data.filters.transition_types", subscribe("\"filters\":{\"transition_types\":\"occupied\"}")),
                Arguments.of("data.filters.transition_types", subscribe("\"filters\":{\"transition_types\":[\"unknown\"]}")),
                Arguments.of("data.filters.rooms", subscribe("\"filters\":{\"rooms\":[\"a b\"]}")),
                Arguments.of("data.filters.severities", subscribe("\"filters\":{\"severities\":[\"fatal\"]}")),
                Arguments.of("data.filters.alert_types", subscribe("\"filters\":{\"alert_types\":[7]}")),
                Arguments.of("data.filters.message_types", subscribe("\"filters\":{\"message_types\":[\"gossip\"]}")),
                Arguments.of("data.message_id", "{\"type\":\"acknowledge\",\"data\":{}}"),
                Arguments.of("data.message_id", "{\"type\":\"acknowledge\",\"data\":{\"message_id\":\"nonsense\"}}"),
                Arguments.of("data.message_id",
                        "{\"type\":\"acknowledge\",\"data\":{\"message_id\":\"123e4567-e89b-12d3-a456-426614174002\"}}"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theMemberAtFaultIsNamed(String field, String text) {
        try (var client = client()) {
            client.send(text);

            var error = client.nextError();

            assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_VALIDATION_ERROR");
            assertThat(error.getString("field")).isEqualTo(field);
            assertGoesOn(client, error);
        }
    }

    @Test
    void theAnswerNamesTheMessageItIsFor() {
        try (var client = client()) {
            client.send("{\"message_id\":\"" + "m".repeat(128) + "\",\"type\":\"dance\",\"data\":{}}");

            assertThat(client.nextError().getString("in_reply_to")).isEqualTo("m".repeat(128));
        }
    }

    /** Huge numbers, repeated members and halves of characters are JSON of a kind: each gets its answer, and the socket goes on. */
    @ParameterizedTest
    @MethodSource("oddities")
    void oddMessagesHarmNothing(String answer, String text) {
        try (var client = client()) {
            client.next("subscription_status");
            client.send(text);

            var first = client.next(answer);

            assertThat(first.toString()).doesNotContainPattern(INTERNALS);
            client.subscribe("/ws/alerts");
            client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));
            assertThat(client.untaken().toString()).doesNotContainPattern(INTERNALS);
        }
    }

    static Stream<Arguments> oddities() {
        var confirmed = "subscription_status";
        var refused = "error";
        return Stream.of(
                Arguments.of(refused, "{\"type\":\"heartbeat\",\"data\":{\"client_time\":" + "9".repeat(50_000) + "}}"),
                Arguments.of(refused, "{\"type\":\"heartbeat\",\"data\":{\"client_time\":0." + "9".repeat(1_200) + "}}"),
                Arguments.of(refused, subscribe("\"filters\":{\"min_confidence\":" + "9".repeat(50_000) + "}")),
                Arguments.of(refused, subscribe("\"filters\":{\"min_confidence\":0." + "9".repeat(50_000) + "}")),
                Arguments.of(confirmed, subscribe("\"filters\":{\"min_confidence\":1e-999999999}")),
                Arguments.of(confirmed, subscribe("\"filters\":{\"rooms\":[" + "\"kitchen\",".repeat(5_000) + "\"kitchen\"]}")),
                Arguments.of(refused, "{\"type\":\"dance\",\"message_id\":\"\\ud800\",\"data\":{}}"),
                Arguments.of(refused, "{\"type\":\"dance\",\"message_id\":\"\\u0000\\u001b[31m\",\"data\":{}}"),
                Arguments.of(refused, "{\"type\":\"unsubscribe\",\"data\":{\"endpoint\":\"/ws/room/../../etc/passwd\"}}"));
    }

    /** A heartbeat gets no answer: what is in it is nobody's business. */
    @ParameterizedTest
    @MethodSource("oddHeartbeats")
    void oddHeartbeatsAreHeartbeats(String text) {
        try (var client = client()) {
            client.send(text);
            client.subscribe("/ws/alerts");

            client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));
            assertThat(client.untaken()).noneMatch(message -> message.getString("message_type").equals("error"));
        }
    }

    static Stream<String> oddHeartbeats() {
        return Stream.of(
                nested(32),
                "{\"type\":\"dance\",\"type\":\"heartbeat\",\"data\":{},\"data\":{}}",
                "{\"type\":\"heartbeat\",\"data\":{\"client_time\":1e999999999}}",
                "{\"type\":\"heartbeat\",\"surprise\":[1,2,{\"a\":null}],\"data\":{\"more\":true}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "line\\nbreak", "\\u001b[31mred"})
    void aClientNameHasNoControlCharacters(String name) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.send("{\"type\":\"authentication\",\"data\":{\"api_key\":\"k\",\"client_name\":\"" + name + "\"}}");

            assertThat(client.nextError().getString("field")).isEqualTo("data.client_name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"type\":\"authentication\",\"data\":{}}",
        "{\"type\":\"authentication\",\"data\":{\"api_key\":null}}",
        "{\"type\":\"authentication\",\"data\":{\"api_key\":17}}"
    })
    void anAuthenticationWithoutAKeyIsInvalid(String text) {
        try (var client = TestClient.connect("/ws/predictions")) {
            client.send(text);

            var error = client.nextError();

            assertThat(error.getString("error_code")).isEqualTo("WEBSOCKET_VALIDATION_ERROR");
            assertThat(error.getString("field")).isEqualTo("data.api_key");
        }
    }

    private static TestClient client() {
        var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "");
        client.next("authentication");
        return client;
    }

    private static void assertGoesOn(TestClient client, JsonObject error) {
        assertThat(error.toString()).doesNotContainPattern(INTERNALS);
        assertThat(error.getString("error")).hasSizeLessThan(300);
        client.subscribe("/ws/alerts");
        client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));
    }

    private static String subscribe(String member) {
        return "{\"type\":\"subscribe\",\"data\":{\"endpoint\":\"/ws/predictions\"," + member + "}}";
    }

    /** A heartbeat that is nested so deep, itself included. */
    private static String nested(int depth) {
        return "{\"type\":\"heartbeat\",\"data\":{},\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }
}
