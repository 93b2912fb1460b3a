package io.roomcast.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that was undeployed must not be held by anything, least of all by the server's own threads, which live on. Here
 * the application is a class loader with its own copy of the connection and its libraries, and the server is a scheduler.
 */
class RedeploymentTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void afterAConnectionWasUsedAndClosedNothingHoldsItsClasses() throws Exception {
        ScheduledExecutorService server = runningServer();
        try (EmbeddedBroker broker = EmbeddedBroker.of(EmbeddedBroker.Kind.MQTT_3_1_1, directory)) {
            broker.start();

            WeakReference<ClassLoader> application = deployed(server, broker.port());

            assertGone(application);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void norAfterItWasClosedWhileTheBrokerWasSilent() throws Exception {
        ScheduledExecutorService server = runningServer();
        try (ServerSocket silent = new ServerSocket(0)) {
            WeakReference<ClassLoader> application = deployed(server, silent.getLocalPort());

            assertGone(application);
        } finally {
            server.shutdownNow();
        }
    }

    /** Its threads are there before the application, and so take on nothing of it by being made. */
    private static ScheduledExecutorService runningServer() {
        ScheduledThreadPoolExecutor server = new ScheduledThreadPoolExecutor(2);
        server.prestartAllCoreThreads();
        return server;
    }

    private static void assertGone(WeakReference<ClassLoader> application) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(application.get()).as("threads: %s", Thread.getAllStackTraces().keySet()).isNull();
        });
    }

    /** All in a method of its own, so that no local variable of the test holds anything. */
    private static WeakReference<ClassLoader> deployed(ScheduledExecutorService server, int port) throws Exception {
        Application application = new Application();
        Runnable use = (Runnable) application.loadClass(ApplicationUse.class.getName())
                .getConstructor(ScheduledExecutorService.class, int.class).newInstance(server, port);
        server.submit(() -> within(application, use)).get();
        return new WeakReference<>(application);
    }

    /** As a server does it that deploys and undeploys on a thread of its own. */
    private static void within(ClassLoader application, Runnable use) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application);
        try {
            use.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Everything on the class path, from its own copy, but for a logging library that only the test broker needs. */
    private static final class Application extends URLClassLoader {

        private Application() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws IOException {
            List<URL> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (!entry.contains("logback")) {
                    entries.add(Path.of(entry).toUri().toURL());
                }
            }
            return entries.toArray(URL[]::new);
        }
    }
}
