package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.ApiKey;
import io.roomcast.access.KeyHash;
import io.roomcast.access.Rights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In most of these tests the authentication is the first of the messages that count. */
class RateLimitTest {

    private final TestHome home = new TestHome(TestSettings.with("maxMessagesPerMinute", 10));

    @Test
    void atFourFifthsOfTheLimitTheClientIsWarnedOnce() {
        TestClient client = home.owner("/ws/predictions");

        client.take();
        subscribe(client, 6);
        assertThat(client.take("rate_limit_warning")).isEmpty();
        subscribe(client, 3);

        Received warning = client.takeOne("rate_limit_warning");
        assertThat(warning.text("data.message")).isEqualTo("Approaching rate limit");
        assertThat(warning.number("data.max_messages_per_minute")).isEqualTo(10);
        assertThat(warning.number("data.current_count")).isEqualTo(8);
        assertThat(warning.text("data.reset_time")).isEqualTo("2026-01-15T12:01:00.000Z");
    }

    @Test
    void pastTheLimitItIsToldOnceAndMessagesAreDiscarded() {
        TestClient client = home.owner("/ws/predictions");
        subscribe(client, 9);
        client.take();

        client.send("{'type':'subscribe','message_id':'too many','data':{'endpoint':'/ws/alerts'}}");
        subscribe(client, 3);

        List<Received> answers = client.take();
        assertThat(answers).extracting(Received::type).containsExactly("rate_limit_warning", "error");
        assertThat(answers.get(0).text("data.message")).isEqualTo("Rate limit exceeded");
        assertThat(answers.get(1).text("data.error_code")).isEqualTo("WEBSOCKET_RATE_LIMIT_ERROR");
        assertThat(answers.get(1).text("data.in_reply_to")).isEqualTo("too many");
        assertThat(home.gateway.webSocketApiStatus().rateLimitedClients()).isEqualTo(1);
        assertThat(home.metrics.count("websocket_rate_limited")).isEqualTo(1);
    }

    @Test
    void afterTheResetTimeMessagesAreTakenAgain() {
        TestClient client = home.owner("/ws/predictions");
        home.elapseSeconds(20);
        subscribe(client, 9);
        subscribe(client, 2);
        String reset = client.take("rate_limit_warning").get(1).text("data.reset_time");

        assertThat(reset).isEqualTo("2026-01-15T12:01:00.000Z");
        home.elapseSeconds(39);
        subscribe(client, 1);
        assertThat(client.take("subscription_status")).isEmpty();
        home.elapseSeconds(1);
        subscribe(client, 1);
        assertThat(client.take("subscription_status")).hasSize(1);
        assertThat(home.gateway.webSocketApiStatus().rateLimitedClients()).isZero();
    }

    @Test
    void aNewBlockIsToldAgain() {
        TestClient client = home.owner("/ws/predictions");
        subscribe(client, 10);
        home.elapseSeconds(60);
        client.take();

        subscribe(client, 11);

        assertThat(client.take("error")).hasSize(1);
    }

    @Test
    void pastThreeTimesTheLimitTheSocketIsClosed() {
        TestClient client = home.owner("/ws/predictions");

        subscribe(client, 29);
        assertThat(client.isOpen()).isTrue();
        subscribe(client, 1);

        assertThat(client.closeCode()).isEqualTo(1013);
    }

    @Test
    void malformedMessagesCount() {
        TestClient client = home.owner("/ws/predictions");

        IntStream.range(0, 30).forEach(number -> client.send("nonsense"));

        assertThat(client.closeCode()).isEqualTo(1013);
        assertThat(client.take("error")).hasSize(10);
        assertThat(home.metrics.count("websocket_messages_received", "type=malformed")).isEqualTo(30);
    }

    @Test
    void numbersThatAreTooLongForAParserAreAnsweredAndCountBeforeAuthenticationToo() {
        TestClient client = home.open("/ws/predictions");
        client.take();

        IntStream.range(0, 31).forEach(number -> client.send("{'type':'heartbeat','data':{'n':" + "9".repeat(2_000) + "}}"));

        assertThat(client.take("error")).extracting(error -> error.text("data.error_code"))
                .contains("WEBSOCKET_VALIDATION_ERROR", "WEBSOCKET_RATE_LIMIT_ERROR");
        assertThat(client.closeCode()).isEqualTo(1013);
        assertThat(home.metrics.count("websocket_messages_received", "type=malformed")).isEqualTo(31);
    }

    @Test
    void whatFailsForNoReasonThatIsKnownIsAnsweredAndCounts() {
        TestClient client = home.open("/ws/predictions");
        client.take();

        client.sendNothing();

        Received error = client.takeOne("error");
        assertThat(error.text("data.error_code")).isEqualTo("WEBSOCKET_CONNECTION_ERROR");
        assertThat(error.text("data.error")).isEqualTo("The server failed at this message");
        assertThat(client.isOpen()).isTrue();
        assertThat(home.gateway.webSocketApiStatus().totalMessagesReceived()).isEqualTo(1);
        IntStream.range(0, 30).forEach(number -> client.sendNothing());
        assertThat(client.closeCode()).isEqualTo(1013);
    }

    @Test
    void acknowledgementsOfWhatIsOutstandingAreFree() {
        TestClient client = home.owner("/ws/alerts");
        IntStream.range(0, 50).forEach(number -> home.announce(Announcements.alert("a" + number)));

        client.take("alert_notification").forEach(alert -> client.acknowledge(alert.id()));

        assertThat(client.take()).isEmpty();
        assertThat(home.store.pendingTotal()).isZero();
    }

    @Test
    void otherAcknowledgementsCount() {
        TestClient client = home.owner("/ws/alerts");
        home.announce(Announcements.alert("a"));
        String id = client.takeOne().id();

        IntStream.range(0, 11).forEach(number -> client.acknowledge(id));

        assertThat(client.take("error")).extracting(error -> error.text("data.error_code"))
                .containsExactly("WEBSOCKET_RATE_LIMIT_ERROR");
    }

    @Test
    void oneHeartbeatInHalfAnIntervalIsFree() {
        TestClient client = home.owner("/ws/predictions");

        for (int half = 0; half < 40; half++) {
            client.heartbeat();
            home.elapseSeconds(15);
        }
        assertThat(client.take("rate_limit_warning")).isEmpty();

        IntStream.range(0, 10).forEach(number -> client.heartbeat());
        assertThat(client.take("rate_limit_warning")).hasSize(1);
    }

    @Test
    void aTypeMayHaveALimitOfItsOwn() {
        TestHome strict = new TestHome(TestSettings.with("maxSubscribePerMinute", 2));
        TestClient client = strict.owner("/ws/predictions");

        subscribe(client, 3);
        client.unsubscribe("/ws/predictions");

        List<Received> answers = client.take();
        assertThat(answers).filteredOn(answer -> answer.type().equals("rate_limit_warning"))
                .extracting(warning -> warning.number("data.max_messages_per_minute")).containsOnly(2);
        assertThat(answers).last().satisfies(last -> assertThat(last.text("data.action")).isEqualTo("unsubscribe"));
    }

    @Test
    void aLimitOfItsOwnNeverClosesAndIsToldInEveryBlock() {
        TestHome strict = new TestHome(TestSettings.with("maxSubscribePerMinute", 1));
        TestClient client = strict.owner("/ws/predictions");
        subscribe(client, 6);
        strict.elapseSeconds(59);
        subscribe(client, 5);
        client.take();
        strict.elapseSeconds(1);

        subscribe(client, 2);

        assertThat(client.isOpen()).isTrue();
        assertThat(client.take()).extracting(Received::type)
                .contains("subscription_status", "error");
    }

    @Test
    void aKeyMayHaveALimitOfItsOwn() {
        home.add(new ApiKey("busy", KeyHash.of("key-of-the-busy-client"), Rights.full(), true, Optional.empty(),
                OptionalInt.of(100)));
        TestClient client = home.client("/ws/predictions", "key-of-the-busy-client", "'features':[]");

        subscribe(client, 79);

        assertThat(client.take("rate_limit_warning")).isEmpty();
    }

    @Test
    void everyMinuteHasThirtyErrorsAndNoMore() {
        TestHome lax = new TestHome(TestSettings.with("maxMessagesPerMinute", 1_000));
        TestClient client = lax.owner("/ws/predictions");

        int told = 0;
        for (int second = 0; second < 180; second++) {
            client.send("nonsense");
            told += client.take("error").size();
            lax.elapseSeconds(1);
        }

        assertThat(told).isEqualTo(90);
        assertThat(client.isOpen()).isTrue();
    }

    private static void subscribe(TestClient client, int times) {
        IntStream.range(0, times).forEach(number -> client.subscribe("/ws/predictions"));
    }
}
