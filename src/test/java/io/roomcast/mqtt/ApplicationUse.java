package io.roomcast.mqtt;

import io.roomcast.metrics.RecordedMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What an application does with a connection between its deployment and its undeployment; see {@link RedeploymentTest}. */
public final class ApplicationUse implements Runnable {

    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private final ScheduledExecutorService server;
    private final int port;

    public ApplicationUse(ScheduledExecutorService server, int port) {
        this.server = server;
        this.port = port;
    }

    @Override
    public void run() {
        CountDownLatch settled = new CountDownLatch(1);
        try (BrokerConnection connection = BrokerConnection.to(ConnectionFixture.settings(port), "application", Optional.empty(), Thread::new, server,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0.25, new Random()), InstantSource.system(),
                new BrokerConnection.Listener() {
                    @Override
                    public void connected(String how, Set<String> refused) {
                        settled.countDown();
                    }

                    @Override
                    public void disconnected(String why) {
                        settled.countDown();
                    }
                }, new RecordedMetrics())) {
            connection.start(List.of("t/#"), message -> message.acknowledge().run());
            settled.await(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
