package io.roomcast.evaluation;

import io.roomcast.home.Home;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.source.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a first look at a recording tells.
 *
 * @param first of its events
 * @param last  of its events
 */
record Span(Instant first, Instant last) {

    /**
     * Reads the recording once.
     *
     * @param complaints hears of broken lines
     * @throws EvaluationException if it cannot be read, or has nothing of the home
     */
    static Span of(Path file, Home home, Recording.Complaints complaints) throws EvaluationException {
        Set<String> sensors = home.sensors().stream().map(Sensor::entityId).collect(Collectors.toSet());
        Instant first = null;
        Instant last = null;
        boolean ofTheHome = false;
        try (Recording recording = open(file, complaints)) {
            for (Optional<SensorEvent> event = recording.next(); event.isPresent(); event = recording.next()) {
                last = event.get().at();
                first = first == null ? last : first;
                ofTheHome |= sensors.contains(event.get().entityId());
            }
        } catch (IOException e) {
            throw new EvaluationException("home: " + e.getMessage(), e);
        }
        if (!ofTheHome) {
            throw new EvaluationException("home: " + file + " has no event of any sensor that rooms names");
        }
        return new Span(first, last);
    }

    /** Opens a recording by its own wall clock. */
    static Recording open(Path file, Recording.Complaints complaints) throws IOException {
        return Recording.open(file, ZoneOffset.UTC, Duration.ZERO, complaints);
    }
}
