package io.roomcast.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where sensor events come from. Immutable.
 *
 * @param source        what they come from
 * @param replayFile    the recording; there if the source is {@link SensorsSource#REPLAY}
 * @param replaySpeed   how many seconds of it pass in one; more than 0, infinite for as fast as it goes
 * @param homeAssistant how to reach it; there if the source is {@link SensorsSource#HOME_ASSISTANT}
 */
public record SensorSettings(SensorsSource source, Optional<Path> replayFile, double replaySpeed,
        Optional<HomeAssistantSettings> homeAssistant) {

    public SensorSettings {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(replayFile, "replayFile");
        Objects.requireNonNull(homeAssistant, "homeAssistant");
    }
}
