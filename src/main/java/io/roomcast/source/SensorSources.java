package io.roomcast.source;

import io.roomcast.config.Settings;
import io.roomcast.config.SensorSettings;
import io.roomcast.home.Home;
import io.roomcast.source.homeassistant.HomeAssistantSource;
import io.roomcast.source.simulated.SimulatedHome;
import io.roomcast.tracking.ComponentReport;
import io.roomcast.tracking.SensorSource;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Makes the source of sensor events that the settings name. */
final class SensorSources {

    private SensorSources() {
    }

    /**
     * The source, not started yet.
     *
     * @param clock    the real time
     * @param executor does what takes long
     * @param timer    waits
     * @param reports  told how it is with what the source depends on
     */
    static SensorSource of(Settings settings, InstantSource clock, Executor executor, ScheduledExecutorService timer,
            Consumer<ComponentReport> reports) {
        SensorSettings sensors = settings.sensors();
        Home home = settings.home();
        return switch (sensors.source()) {
            case SIMULATED -> new SimulatedSource(new SimulatedHome(settings.simulation().seed(), home), settings.simulation().history(),
                    clock, timer);
            case REPLAY -> new ReplaySource(sensors.replayFile().orElseThrow(), home, sensors.replaySpeed(), clock, executor, timer);
            case HOME_ASSISTANT -> new HomeAssistantSource(sensors.homeAssistant().orElseThrow(), home, clock, executor, timer, reports,
                    settings.directories().data());
        };
    }
}
