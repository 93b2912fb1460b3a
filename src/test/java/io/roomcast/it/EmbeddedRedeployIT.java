package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application with the built-in tracking manager is taken off a server that goes on, also while it trains, and put on again. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class EmbeddedRedeployIT {

    private static final String ROOMCAST = "roomcast-embedded";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = ROOMCAST, managed = false, testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard().tracking("source", "embedded").set("simulation", "history_weeks", 2));
    }

    @Test
    void nothingOfItGoesOnAndItPredictsAgain() throws Exception {
        for (int round = 0; round < 2; round++) {
            deployer.deploy(ROOMCAST);
            var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "redeployed");
            client.next("prediction_update");
            int failures = ServerLog.failures().size();
            if (round == 0) {
                awaitTraining();
            }

            deployer.undeploy(ROOMCAST);

            assertThat(client.awaitClose().code()).isEqualTo(1001);
            try (var management = ServerJmx.connect()) {
                await("no thread does anything of the application's").atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(ours(management)).isEmpty());
            }
            assertThat(ServerLog.failures().subList(failures, ServerLog.failures().size())).isEmpty();
        }
    }

    private static void awaitTraining() throws Exception {
        try (var management = ServerJmx.connect()) {
            await("a model is being trained").atMost(Duration.ofSeconds(30))
                    .until(() -> management.frames().stream().anyMatch(frame -> frame.contains("io.roomcast.source.TrainingJob")));
        }
    }

    private static List<String> ours(ServerJmx management) throws java.io.IOException {
        return management.frames().stream().filter(frame -> frame.contains("io.roomcast.")).toList();
    }
}
