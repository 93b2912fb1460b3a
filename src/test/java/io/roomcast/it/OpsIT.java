package io.roomcast.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator looks at: health, metrics, the status over REST and as a management bean, the page's headers. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class OpsIT {

    private static final String STATUS = "api/websocket/status";
    /** Wrong keys from one address that are still answered as such. */
    private static final int FAILURES = 3;

    /** This machine counts as a proxy, so that a test can come from an address of its own and be banned alone. */
    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard()
                .api("max_login_failures_per_ip", FAILURES)
                .api("ban_seconds", 300)
                .api("trusted_proxies", "127.0.0.1"));
    }

    @Test
    void aBrokerThatIsAwayShowsInTheReadinessButLeavesTheNodeIn() {
        await().atMost(30, SECONDS).untilAsserted(() -> {
            var answer = get("health/ready", Map.of());
            var roomcast = check(answer, "roomcast");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(roomcast.getString("status")).isEqualTo("UP");
            assertThat(roomcast.getJsonObject("data").getString("system_health")).isEqualTo("degraded");
            assertThat(roomcast.getJsonObject("data").getString("mqtt")).isEqualTo("DOWN");
            assertThat(roomcast.getJsonObject("data").getString("mqtt_detail")).isNotBlank();
            assertThat(roomcast.getJsonObject("data").getString("database")).isEqualTo("UP");
        });
    }

    @Test
    void aNodeThatRunsIsAliveAndStarted() throws Exception {
        assertThat(check(get("health/live", Map.of()), "roomcast-scheduler").getString("status")).isEqualTo("UP");
        assertThat(check(get("health/started", Map.of()), "roomcast-started").getString("status")).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "websocket_messages_sent_total{", "websocket_authentications_total{", "websocket_connections{",
        "websocket_delivery_latency_seconds_bucket{", "websocket_delivery_latency_seconds_count{",
        "websocket_delivery_latency_seconds_sum{", "le=\"+Inf\""
    })
    void theFiguresAreShownUnderTheSameNamesOnEveryServer(String sample) throws Exception {
        assertThat(get("metrics", Map.of()).body()).contains(sample);
    }

    @Test
    void methodsThatClientsInventMakeNoFigures() throws Exception {
        for (int i = 0; i < 20; i++) {
            Api.send("INVENTED" + i, Server.base().resolve("icon.svg"));
        }

        assertThat(get("metrics", Map.of()).body()).doesNotContain("INVENTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer ", "X-API-Key: "})
    void theStatusHasItsMembersInTheOrderOfTheProtocol(String header) throws Exception {
        var name = header.substring(0, header.indexOf(':'));
        var value = header.substring(header.indexOf(' ') + 1) + TestKey.ONLY_STATUS.secret();

        var answer = get(STATUS, Map.of(name, value));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(json(answer).keySet()).containsExactly("enabled", "running", "host", "port", "active_connections",
                "authenticated_connections", "total_connections_served", "predictions_connections",
                "system_status_connections", "alerts_connections", "room_specific_connections", "total_messages_sent",
                "total_messages_received", "total_messages_conflated", "pending_acknowledgements",
                "rate_limited_clients", "authentication_failures", "tracking_manager_integrated", "api_version");
        assertThat(json(answer).getBoolean("running")).isTrue();
        assertThat(json(answer).getString("api_version")).isEqualTo("1.0.0");
        assertThat(json(answer).getBoolean("tracking_manager_integrated")).as("nobody is heard, since there is no broker").isFalse();
    }

    @Test
    void withoutAKeyTheStatusAsksForOne() throws Exception {
        var answer = get(STATUS, Map.of());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).get().asString().startsWith("Bearer");
        assertThat(json(answer).getString("error_code")).isEqualTo("WEBSOCKET_AUTH_ERROR");
    }

    @Test
    void unknownDisabledAndExpiredKeysGetTheSameAnswer() throws Exception {
        var unknown = get(STATUS, Map.of("X-API-Key", "nobody's", "X-Forwarded-For", "203.0.113.1"));
        var disabled = get(STATUS, Map.of("X-API-Key", TestKey.DISABLED.secret(), "X-Forwarded-For", "203.0.113.2"));
        var expired = get(STATUS, Map.of("X-API-Key", TestKey.EXPIRED.secret(), "X-Forwarded-For", "203.0.113.3"));

        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(disabled.statusCode()).isEqualTo(401);
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(disabled.body()).isEqualTo(unknown.body());
        assertThat(expired.body()).isEqualTo(unknown.body());
    }

    @Test
    void aKeyWithoutTheCapabilityIsForbidden() throws Exception {
        var answer = get(STATUS, Map.of("X-API-Key", TestKey.ONLY_PREDICTIONS.secret()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).getString("error")).contains("system_status");
    }

    @Test
    void whereAnotherTracksTheHomeItIsSaidThatNoneIsKnownHere() throws Exception {
        assertThat(get("api/home", Map.of()).statusCode()).isEqualTo(401);
        assertThat(get("api/home", Map.of("X-API-Key", TestKey.ONLY_PREDICTIONS.secret())).statusCode()).isEqualTo(403);

        var answer = get("api/home", Map.of("X-API-Key", TestKey.ONLY_STATUS.secret()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).getString("source")).isEqualTo("mqtt");
        assertThat(json(answer).getBoolean("known")).isFalse();
        assertThat(json(answer).getString("reason")).contains("MQTT");
    }

    @Test
    void wrongKeysOverRestBanTheAddressFromSocketsToo() throws Exception {
        var address = "203.0.113.9";
        for (int attempt = 0; attempt < FAILURES; attempt++) {
            assertThat(get(STATUS, Map.of("X-API-Key", "guess " + attempt, "X-Forwarded-For", address)).statusCode())
                    .isEqualTo(401);
        }

        var banned = get(STATUS, Map.of("X-API-Key", TestKey.FULL.secret(), "X-Forwarded-For", address));
        var socket = get("ws/predictions", Map.of("X-Forwarded-For", address));

        assertThat(banned.statusCode()).isEqualTo(403);
        assertThat(Integer.parseInt(banned.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 300);
        assertThat(json(banned).getString("error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(socket.statusCode()).isEqualTo(403);
        assertThat(get(STATUS, Map.of("X-API-Key", TestKey.FULL.secret())).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/nothing", "api/websocket/status/more", "api/application.wadl"})
    void whatDoesNotExistShowsNothingOfTheInside(String path) throws Exception {
        var answer = get(path, Map.of());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).getString("error")).isEqualTo("Not Found");
        assertThat(answer.headers().map().toString() + answer.body()).doesNotContain("Exception", "jakarta", "org.");
    }

    @Test
    void thePageIsHeldToItsOwnFiles() throws Exception {
        for (var path : new String[] {"", "app.js", "style.css"}) {
            var answer = get(path, Map.of());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy")).get().asString()
                    .contains("default-src 'none'", "script-src 'self'").doesNotContain("unsafe");
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
        }
        assertThat(get("app.js", Map.of()).headers().firstValue("Content-Type")).get().asString().contains("javascript");
    }

    @Test
    void theManagementBeanShowsTheSameStatus() throws Exception {
        try (var management = ServerJmx.connect()) {
            var attributes = management.attributes("io.roomcast:type=WebSocketApi");

            assertThat(attributes).hasSize(19).containsEntry("Running", true).containsEntry("ApiVersion", "1.0.0");
        }
    }

    private static JsonObject check(HttpResponse<String> answer, String name) {
        return json(answer).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals(name)).findFirst().orElseThrow();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private static HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(Server.base().resolve(path));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
