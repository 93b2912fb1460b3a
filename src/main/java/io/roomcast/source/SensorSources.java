package io.roomcast.source;

import io.roomcast.config.Settings;
import io.roomcast.config.SensorSettings;
import io.roomcast.home.Home;
import io.roomcast.source.simulated.SimulatedHome;
import io.roomcast.tracking.SensorSource;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

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
     */
    static SensorSource of(Settings settings, InstantSource clock, Executor executor, ScheduledExecutorService timer) {
        SensorSettings sensors = settings.sensors();
        Home home = settings.home();
        return switch (sensors.source()) {
            case SIMULATED -> new SimulatedSource(new SimulatedHome(settings.simulation().seed(), home), settings.simulation().history(),
                    clock, timer);
            case REPLAY -> new ReplaySource(sensors.replayFile().orElseThrow(), home, sensors.replaySpeed(), clock, executor, timer);
        };
    }
}
