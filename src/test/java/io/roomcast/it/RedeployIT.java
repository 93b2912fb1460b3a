package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application is taken off a server that goes on, and put on again. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RedeployIT {

    private static final String ROOMCAST = "roomcast";
    private static final Tracker TRACKER = new Tracker();
    /** Of threads that only the application could have started. A thread of the server's may have a path in its name, and so our name. */
    private static final Pattern OURS =
            Pattern.compile("(?i)^[^/\\\\]*(roomcast|hivemq|netty|RxComputation|RxSchedul|RxCached|nioEventLoop|flyway)");

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = ROOMCAST, managed = false, testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().broker(TRACKER.port()));
    }

    @AfterAll
    static void stopTheTracker() {
        TRACKER.close();
    }

    @Test
    void nothingOfItIsLeftAndItServesAgain() throws Exception {
        for (int round = 0; round < 2; round++) {
            deployer.deploy(ROOMCAST);
            Api.awaitBroker(true);
            int failures = ServerLog.failures().size();
            var clients = Stream.of("/ws/predictions", "/ws/alerts", "/ws/room/kitchen")
                    .map(path -> TestClient.authenticated(path, TestKey.FULL, "redeployed")).toList();
            clients.forEach(client -> client.next("subscription_status"));
            TRACKER.publish(Payloads.topic("kitchen", "prediction"), Payloads.prediction(0.5));
            clients.get(0).next("prediction_update");

            deployer.undeploy(ROOMCAST);

            for (var client : clients) {
                assertThat(client.awaitClose().code()).isEqualTo(1001);
            }
            try (var management = ServerJmx.connect()) {
                await("the application's threads have ended, and no other does anything of it").atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> {
                            assertThat(ours(management)).isEmpty();
                            assertThat(management.frames()).noneMatch(frame -> frame.contains("io.roomcast."));
                        });
            }
            assertThat(ServerLog.failures().subList(failures, ServerLog.failures().size())).isEmpty();
        }
    }

    private static List<String> ours(ServerJmx management) throws IOException {
        return management.threads().stream().filter(name -> OURS.matcher(name).find()).toList();
    }
}
