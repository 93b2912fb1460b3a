package io.roomcast.source;

import io.roomcast.home.SensorEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a recording holds altogether. Immutable.
 *
 * @param events how many events; more than none
 * @param broken how many broken lines
 * @param first  when the first event was, by the wall clock of the home
 * @param last   when the last was
 */
record RecordingSurvey(long events, long broken, LocalDateTime first, LocalDateTime last) {

    /**
     * Reads a recording through.
     *
     * @param now        no event can be after that
     * @param complaints hears of broken lines
     * @param go         whether to read on
     * @return nothing if there are no events in it
     * @throws IOException if the file cannot be read or has not the right header
     */
    static Optional<RecordingSurvey> of(Path file, ZoneId zone, Instant now, Recording.Complaints complaints, BooleanSupplier go)
            throws IOException {
        try (Recording recording = Recording.open(file, zone, Duration.ZERO, complaints)) {
            recording.endAt(now);
            Optional<SensorEvent> next = recording.next();
            Optional<Instant> first = next.map(SensorEvent::at);
            Instant last = now;
            long events = 0;
            while (next.isPresent() && go.getAsBoolean()) {
                events++;
                last = next.get().at();
                next = recording.next();
            }
            if (first.isEmpty() || events == 0) {
                return Optional.empty();
            }
            return Optional.of(new RecordingSurvey(events, recording.broken(), LocalDateTime.ofInstant(first.get(), zone),
                    LocalDateTime.ofInstant(last, zone)));
        }
    }

    /**
     * How far to move the recording on the wall clock so that it happens now: it ends at least a day from now, or half its length if
     * that is less, and at most a week later. It is moved by whole weeks, so that weekdays and times of day stay; by whole days if it
     * is too short for that, and by whatever it takes if it is shorter still.
     */
    Duration shiftTo(LocalDateTime now) {
        Duration half = Duration.between(first, last).dividedBy(2);
        Duration day = Duration.ofDays(1);
        LocalDateTime end = now.plus(half.compareTo(day) < 0 ? half : day);
        Duration least = Duration.between(last, end);
        for (Duration step : new Duration[] {Duration.ofDays(7), day}) {
            Duration shift = step.multipliedBy(-Math.floorDiv(-least.toSeconds(), step.toSeconds()));
            if (!first.plus(shift).isAfter(now)) {
                return shift;
            }
        }
        return least;
    }
}
