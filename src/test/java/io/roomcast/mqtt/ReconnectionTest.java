package io.roomcast.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import io.roomcast.metrics.RecordedMetrics;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How attempts follow one another, with links that do as the test says and a clock that waits for it. */
class ReconnectionTest {

    private static final OutgoingMessage MESSAGE = new OutgoingMessage("a/b", "text", true, true);
    private static final Throwable NOBODY_THERE = new ConnectionFailedException(new ConnectException());
    private static final Throwable HUNG_UP = new ConnectionClosedException("closed");

    private final ManualTimer timer = new ManualTimer();
    private final List<ScriptedLink> links = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<IncomingMessage> heard = new ArrayList<>();
    private final List<Set<String>> refused = new ArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private Function<List<String>, CompletableFuture<Set<String>>> refusals = filters ->
            CompletableFuture.completedFuture(Set.of());
    private final BrokerConnection connection = new BrokerConnection("broker:1883", new ScriptedLinks(), timer,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(120), 0, new Random()), timer, new BrokerConnection.Listener() {
                @Override
                public void connected(String how, Set<String> without) {
                    told.add(how);
                    refused.add(without);
                }

                @Override
                public void disconnected(String reason) {
                    told.add(reason);
                }
            }, metrics);

    @Test
    void aBrokerThatIsNotThereIsTriedAgainEverLessOftenButForever() {
        start();

        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 120, 120}) {
            latest().opened.completeExceptionally(NOBODY_THERE);
            assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(wait));
            timer.pass(Duration.ofSeconds(wait));
        }

        assertThat(links).hasSize(10).allSatisfy(link -> assertThat(link.protocol).isEqualTo(MqttProtocol.MQTT_5));
    }

    @Test
    void theSameReasonIsToldOnce() {
        start();

        latest().opened.completeExceptionally(NOBODY_THERE);
        timer.pass(Duration.ofSeconds(1));
        latest().opened.completeExceptionally(NOBODY_THERE);
        timer.pass(Duration.ofSeconds(2));
        latest().opened.completeExceptionally(new ConnectionFailedException(new UnknownHostException("broker")));

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).contains("nothing listens there");
        assertThat(told.get(1)).contains("the host name is unknown");
    }

    @Test
    void aBrokerThatHangsUpIsAskedAgainAtOnceInTheOlderProtocol() {
        start();

        latest().opened.completeExceptionally(HUNG_UP);
        timer.pass(Duration.ZERO);
        assertThat(latest().protocol).isEqualTo(MqttProtocol.MQTT_3_1_1);
        assertThat(told).isEmpty();

        latest().opened.complete(null);
        assertThat(told).containsExactly("Connected to the MQTT broker broker:1883 by MQTT 3.1.1");
        assertThat(connection.connected()).isTrue();

        latest().lost.accept(HUNG_UP);
        timer.pass(Duration.ofSeconds(1));
        assertThat(latest().protocol).isEqualTo(MqttProtocol.MQTT_5);
    }

    @Test
    void aLinkThatLastedMakesTheNextWaitAShortOne() {
        start();
        latest().opened.completeExceptionally(NOBODY_THERE);
        timer.pass(Duration.ofSeconds(1));
        latest().opened.completeExceptionally(NOBODY_THERE);
        timer.pass(Duration.ofSeconds(2));
        latest().opened.complete(null);

        timer.pass(Duration.ofSeconds(5));
        latest().lost.accept(HUNG_UP);

        assertThat(connection.connected()).isFalse();
        assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void soDoesALinkThatCarriedAMessage() {
        start();
        latest().opened.completeExceptionally(NOBODY_THERE);
        timer.pass(Duration.ofSeconds(1));
        latest().opened.complete(null);

        latest().receiver.accept(new IncomingMessage("a/b", ByteBuffer.allocate(0), () -> { }));
        heard.get(0).acknowledge().run();
        latest().lost.accept(HUNG_UP);

        assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aSessionThatKeepsBreakingTheConnectionIsGivenUpForANewOneAndThatIsSaidAndCounted() {
        start();
        try (CapturedLog log = CapturedLog.of("io.roomcast.mqtt")) {
            for (int i = 0; i < SessionGuard.MOST_BREAKS; i++) {
                assertThat(latest().newSession).isFalse();
                latest().opened.complete(null);
                latest().lost.accept(HUNG_UP);
                passUntilTheNextAttempt();
            }

            assertThat(latest().newSession).isTrue();
            assertThat(log.lines()).anyMatch(line -> line.contains("is asked for a new session"));
            assertThat(metrics.count("mqtt_sessions_discarded_total")).isEqualTo(1);
        }
        latest().opened.complete(null);
        timer.pass(Duration.ofSeconds(5));
        latest().lost.accept(HUNG_UP);
        passUntilTheNextAttempt();
        assertThat(latest().newSession).as("the next connection goes on with it").isFalse();
    }

    @Test
    void aSessionIsKeptWhileNoBrokerIsThereAndWhileItsConnectionsGetSomethingDone() {
        start();
        for (int i = 0; i < 2 * SessionGuard.MOST_BREAKS; i++) {
            latest().opened.completeExceptionally(NOBODY_THERE);
            passUntilTheNextAttempt();
        }
        for (int i = 0; i < 2 * SessionGuard.MOST_BREAKS; i++) {
            latest().opened.complete(null);
            latest().receiver.accept(new IncomingMessage("a/b", ByteBuffer.allocate(0), () -> { }));
            heard.get(heard.size() - 1).acknowledge().run();
            latest().lost.accept(HUNG_UP);
            passUntilTheNextAttempt();
        }

        assertThat(links).noneMatch(link -> link.newSession);
    }

    @Test
    void aRefusedSubscriptionIsNamedAndTheOthersStand() {
        refusals = filters -> CompletableFuture.completedFuture(Set.of("b/+"));
        start("a/+", "b/+");

        latest().opened.complete(null);

        assertThat(connection.connected()).isTrue();
        assertThat(refused).containsExactly(Set.of("b/+"));
    }

    @Test
    void aConnectionThatOnlyReceivesIsNotUpWhileAllItsSubscriptionsAreRefused() {
        refusals = filters -> CompletableFuture.completedFuture(Set.copyOf(filters));
        connection.startReceiving(List.of("a/+", "b/+"), heard::add);
        timer.pass(Duration.ZERO);

        latest().opened.complete(null);

        assertThat(connection.connected()).isFalse();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("the broker refuses the subscription to", "a/+", "b/+");
        refusals = filters -> CompletableFuture.completedFuture(Set.of());
        passUntilTheNextAttempt();
        latest().opened.complete(null);
        assertThat(connection.connected()).isTrue();
    }

    @Test
    void theSubscriptionAtWhichTheBrokerEndsTheConnectionIsFoundAndLeftOutForAnHour() {
        refusals = filters -> filters.contains("b/+") ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(Set.of());
        start("a/+", "b/+", "c/+");

        for (int i = 0; i < 2 * SubscriptionPlan.CUTS; i++) {
            latest().opened.complete(null);
            assertThat(connection.connected()).isFalse();
            latest().lost.accept(HUNG_UP);
            passUntilTheNextAttempt();
        }
        latest().opened.complete(null);

        assertThat(connection.connected()).isTrue();
        assertThat(latest().subscriptions).containsExactly(List.of("a/+"), List.of("c/+"));
        assertThat(refused).containsExactly(Set.of("b/+"));
        timer.pass(SubscriptionPlan.LEFT_OUT_FOR.plusSeconds(1));
        latest().opened.complete(null);
        assertThat(latest().subscriptions).as("an hour later").contains(List.of("b/+"));
    }

    @Test
    void aLinkThatIsLostAtOnceDoesNot() {
        start();
        latest().opened.completeExceptionally(NOBODY_THERE);
        timer.pass(Duration.ofSeconds(1));
        latest().opened.complete(null);

        latest().lost.accept(HUNG_UP);

        assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void anEndThatIsReportedTwiceCountsOnce() {
        start();

        latest().lost.accept(NOBODY_THERE);
        latest().opened.completeExceptionally(NOBODY_THERE);

        assertThat(timer.waiting()).hasSize(1);
        assertThat(told).hasSize(1);
        assertThat(latest().closed).isTrue();
    }

    @Test
    void aRenewedConnectionComesBackAsANewLink() {
        start();
        latest().opened.complete(null);

        connection.renew();
        timer.pass(Duration.ofSeconds(1));

        assertThat(links).hasSize(2);
        assertThat(links.get(0).closed).isTrue();
    }

    @Test
    void onceClosedNothingIsTriedOrToldAnyMore() {
        start();
        latest().opened.completeExceptionally(NOBODY_THERE);

        connection.close();
        timer.pass(Duration.ofHours(1));

        assertThat(links).hasSize(1);
        assertThat(timer.waiting()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsPublishedWithoutAConnectionIsLostAtOnce() {
        start();

        assertThat(connection.publish(MESSAGE)).isCompletedWithValue(Delivery.LOST);
    }

    @Test
    void whatTheBrokerHasNotConfirmedIsLostWithTheLink() {
        start();
        latest().opened.complete(null);

        var delivery = connection.publish(MESSAGE);
        assertThat(delivery).isNotDone();
        latest().lost.accept(HUNG_UP);

        assertThat(delivery).isCompletedWithValue(Delivery.LOST);
    }

    @Test
    void whatTheBrokerHasConfirmedIsTaken() {
        start();
        latest().opened.complete(null);

        var delivery = connection.publish(MESSAGE);
        latest().published.complete(Delivery.TAKEN);

        assertThat(delivery).isCompletedWithValue(Delivery.TAKEN);
    }

    private void start(String... filters) {
        connection.start(filters.length == 0 ? List.of("a/+") : List.of(filters), heard::add);
        timer.pass(Duration.ZERO);
    }

    private void passUntilTheNextAttempt() {
        timer.pass(timer.waiting().get(0));
    }

    private ScriptedLink latest() {
        return links.get(links.size() - 1);
    }

    private final class ScriptedLinks implements BrokerLink.Factory {

        @Override
        public BrokerLink create(MqttProtocol protocol, Consumer<IncomingMessage> receiver, Consumer<Throwable> lost) {
            ScriptedLink link = new ScriptedLink(protocol, receiver, lost);
            links.add(link);
            return link;
        }

        @Override
        public void close() {
            links.forEach(ScriptedLink::close);
        }
    }

    private final class ScriptedLink implements BrokerLink {

        private final MqttProtocol protocol;
        private final Consumer<IncomingMessage> receiver;
        private final Consumer<Throwable> lost;
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        private final CompletableFuture<Delivery> published = new CompletableFuture<>();
        private final List<List<String>> subscriptions = new ArrayList<>();
        private boolean newSession;
        private boolean closed;

        private ScriptedLink(MqttProtocol protocol, Consumer<IncomingMessage> receiver, Consumer<Throwable> lost) {
            this.protocol = protocol;
            this.receiver = receiver;
            this.lost = lost;
        }

        @Override
        public CompletableFuture<Void> connect(boolean newSession) {
            this.newSession = newSession;
            return opened;
        }

        @Override
        public CompletableFuture<Set<String>> subscribe(List<String> filters) {
            subscriptions.add(filters);
            return refusals.apply(filters);
        }

        @Override
        public CompletableFuture<Delivery> publish(OutgoingMessage message) {
            return published;
        }

        @Override
        public CompletableFuture<Void> close() {
            closed = true;
            return CompletableFuture.completedFuture(null);
        }
    }
}
