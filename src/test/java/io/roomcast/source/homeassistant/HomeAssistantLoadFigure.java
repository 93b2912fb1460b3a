package io.roomcast.source.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.config.Secret;
import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.tracking.SensorSource.Sink;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/**
 * How a source keeps up with a huge home, by real sockets: 20 000 sensors in 1 000 rooms, 500 changes a second for a minute. Runs only when
 * asked for by name ({@code -Dtest=HomeAssistantLoadFigure}); writes {@code target/home-assistant-load.txt}.
 */
class HomeAssistantLoadFigure {

    private static final int SENSORS = 20_000;
    private static final int ROOMS = 1_000;
    private static final int PER_SECOND = Integer.getInteger("changes", 500);
    private static final int SECONDS = Integer.getInteger("seconds", 60);

    private final HomeAssistantDouble home = new HomeAssistantDouble(InstantSource.system());
    private final List<Long> delays = new ArrayList<>();
    private volatile boolean caughtUp;
    private volatile int rooms;

    private static String sensor(int number) {
        return "binary_sensor.motion_" + number;
    }

    private final class Taker implements Sink {

        @Override
        public Optional<Instant> home(Home found) {
            rooms = found.rooms().size();
            return Optional.of(Instant.now());
        }

        @Override
        public void accept(List<SensorEvent> events) {
            Instant now = Instant.now();
            synchronized (delays) {
                if (caughtUp) {
                    events.forEach(event -> delays.add(ChronoUnit.MICROS.between(event.at(), now)));
                }
            }
        }

        @Override
        public void caughtUp() {
            caughtUp = true;
        }
    }

    private int taken() {
        synchronized (delays) {
            return delays.size();
        }
    }

    @Test
    void aHugeHomeIsFollowedWithoutFallingBehind() throws Exception {
        for (int room = 0; room < ROOMS; room++) {
            String id = "room_" + room;
            home.registry().area(id, "Room " + room, null);
        }
        for (int i = 0; i < SENSORS; i++) {
            home.registry().entity(sensor(i), "room_" + i % ROOMS, null);
            home.recorded(sensor(i), "motion", "off", Instant.now().minus(Duration.ofHours(1)));
        }
        ExecutorService executor = Executors.newCachedThreadPool();
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        try (HomeAssistantServer server = new HomeAssistantServer(home, ServerSocketFactory.getDefault())) {
            HomeAssistantSource source = new HomeAssistantSource(new HomeAssistantSettings(
                    URI.create("ws://127.0.0.1:" + server.port() + HomeAssistantServer.PATH), new Secret(HomeAssistantDouble.TOKEN),
                    Optional.empty(), Set.of(), Set.of(), Duration.ofDays(1), Optional.empty()), HomeAssistantFixture.NOTHING_OWN,
                    InstantSource.system(), executor, timer, report -> { }, HomeAssistantFixture.temporary());
            Instant began = Instant.now();
            source.start(Optional.empty(), new Taker());
            await().atMost(Duration.ofMinutes(5)).until(() -> caughtUp);
            Duration start = Duration.between(began, Instant.now());
            long before = cpu();
            change();
            await().atMost(Duration.ofMinutes(1)).until(() -> taken() == PER_SECOND * SECONDS);
            report(start, cpu() - before);
            source.close();
        } finally {
            executor.shutdownNow();
            timer.shutdownNow();
        }
        assertThat(rooms).isEqualTo(ROOMS);
    }

    private void change() throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < PER_SECOND * SECONDS; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND - System.nanoTime());
            home.says(sensor(i % SENSORS), i / SENSORS % 2 == 0 ? "on" : "off");
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void report(Duration start, long cpu) throws Exception {
        List<Long> sorted;
        synchronized (delays) {
            sorted = new ArrayList<>(delays);
        }
        Collections.sort(sorted);
        String text = String.format(Locale.ROOT, "%d sensors in %d rooms, %d changes a second for %d s: up to date %.1f s after the start; "
                + "from change to sink in the middle %.1f ms, 99 of 100 within %.1f ms, all within %.1f ms; "
                + "%.0f %% of a core, the double's share included%n", SENSORS, rooms, PER_SECOND, SECONDS, start.toMillis() / 1e3,
                sorted.get(sorted.size() / 2) / 1e3, sorted.get(sorted.size() * 99 / 100) / 1e3, sorted.get(sorted.size() - 1) / 1e3,
                cpu / 1e7 / SECONDS);
        Files.write(Path.of("target", "home-assistant-load.txt"), text.getBytes(StandardCharsets.UTF_8));
    }
}
