package io.roomcast.source.homeassistant;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.config.Secret;
import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.tracking.ComponentReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A home with a hall and a kitchen in the double, and a source that follows it, in a time that passes when the test says so. */
final class HomeAssistantFixture {

    static final String HALL = "binary_sensor.hall_motion";
    static final String KITCHEN = "binary_sensor.kitchen_presence";
    /** Waits are as long as they are without a blur. */
    static final RandomGenerator NO_BLUR = () -> Long.MIN_VALUE;
    static final Home NOTHING_OWN = new Home(ZoneId.of("UTC"), List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());

    final ManualTimer timer = new ManualTimer();
    final HomeAssistantDouble home = new HomeAssistantDouble(timer);
    final DoubleLinks links = new DoubleLinks(home);
    final RecordingSink sink = new RecordingSink();
    final List<ComponentReport> reports = new ArrayList<>();
    final HomeAssistantSource source;

    HomeAssistantFixture() {
        this(settings(Duration.ofDays(400)), NOTHING_OWN);
    }

    HomeAssistantFixture(HomeAssistantSettings settings, Home own) {
        this(settings, own, temporary());
    }

    /** @param directory where the home is kept */
    HomeAssistantFixture(HomeAssistantSettings settings, Home own, Path directory) {
        source = source(settings, own, directory);
        home.registry("area", registry -> {
            registry.area("hall", "Hall", null);
            registry.area("kitchen", "Kitchen", null);
        });
        home.registry("entity", registry -> {
            registry.entity(HALL, "hall", null);
            registry.entity(KITCHEN, "kitchen", null);
        });
        home.recorded(HALL, "motion", "off", ago(Duration.ofHours(3)));
        home.recorded(KITCHEN, "occupancy", "on", ago(Duration.ofHours(2)));
    }

    /** Another source that follows the same home. */
    HomeAssistantSource source(HomeAssistantSettings settings, Home own, Path directory) {
        return new HomeAssistantSource(settings, own, timer, timer, timer, reports::add, directory, links, NO_BLUR);
    }

    /** A directory that is gone after the tests. */
    static Path temporary() {
        try {
            Path directory = Files.createTempDirectory("roomcast");
            directory.toFile().deleteOnExit();
            directory.resolve(SightingFile.NAME).toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HomeAssistantSettings settings(Duration history) {
        return new HomeAssistantSettings(URI.create("ws://homeassistant.local:8123/api/websocket"), new Secret(HomeAssistantDouble.TOKEN),
                Optional.empty(), Set.of(), Set.of(), history, Optional.empty());
    }

    /** Starts the source, and lets the time pass that it takes to be up to date. */
    void start() {
        source.start(Optional.empty(), sink);
        timer.pass(Duration.ofMinutes(1));
    }

    Instant now() {
        return timer.instant();
    }

    Instant ago(Duration time) {
        return now().minus(time);
    }

    static SensorEvent event(String entityId, Instant at, SensorState state) {
        return new SensorEvent(entityId, at, state);
    }

    /** What that sensor says, and since when. */
    SensorEvent present(String entityId) {
        HomeAssistantDouble.State state = home.state(entityId);
        return event(entityId, state.changed(), SensorState.valueOf(state.state().toUpperCase(Locale.ROOT)));
    }

    Optional<ComponentReport> report() {
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
    }
}
