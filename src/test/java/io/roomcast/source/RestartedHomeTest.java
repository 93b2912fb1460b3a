package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.source.EmbeddedTracking.Platform;
import io.roomcast.source.simulated.SimulatedHome;
import io.roomcast.store.TestDatabase;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home whose server is killed and started again on the same database file, beside the same home whose server is not. */
class RestartedHomeTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration HISTORY = Duration.ofDays(5);
    private static final RoomId HALL = new RoomId("hall");

    @TempDir
    Path directory;

    /** A server's life, as far as the home is concerned. */
    private static final class Life {

        private final ManualTimer timer;
        private final List<Announcement> told = new ArrayList<>();
        private final EmbeddedTracking tracking;
        private final Home home;

        Life(ManualTimer timer, SensorSource source, EventStore events, MemoryModels models) {
            this.timer = timer;
            this.home = source.home();
            this.tracking = new EmbeddedTracking(source, Duration.ofMinutes(5), events, models,
                    new Platform(timer, timer, new RecordedMetrics()), told::add, report -> { });
            tracking.start();
            timer.pass(Duration.ZERO);
        }

        <T extends Announcement> List<T> told(Class<T> type) {
            return told.stream().filter(type::isInstance).map(type::cast).toList();
        }

        Map<RoomId, Occupancy> rooms() {
            Map<RoomId, Occupancy> rooms = new HashMap<>();
            told(StateChange.class).forEach(change -> rooms.put(change.room().id(), change.current()));
            return rooms;
        }

        List<StateChange> changesAfter(Instant moment) {
            return told(StateChange.class).stream().filter(change -> change.at().isAfter(moment)).toList();
        }

        /** As {@code kill -9} does: nothing that waits is done any more. */
        void kill() {
            timer.shutdownNow();
        }
    }

    private static List<SensorEvent> all(EventStore store) {
        List<SensorEvent> events = new ArrayList<>();
        store.replay(Instant.EPOCH, events::add);
        return events;
    }

    /** What is to be said of predictions that were known at that time, by all that has really happened. */
    private static List<RoomFigures> whatCameOf(AccuracyMemory kept, Life watched, Instant now) {
        AccuracyTracker tracker = new AccuracyTracker(watched.home, kept);
        watched.changesAfter(tracker.told().orElseThrow())
                .forEach(change -> tracker.changed(change.room().id(), change.at(), change.current() == Occupancy.OCCUPIED));
        tracker.passTo(now);
        return Stream.of(AccuracyTracker.DAY, AccuracyTracker.WEEK).flatMap(window -> tracker.figures(window).stream()).toList();
    }

    private void aLifeThatIsInterruptedIsTheSame(Function<ManualTimer, SensorSource> source, Duration before, Duration down, Duration after) {
        ManualTimer timer = new ManualTimer();
        ManualTimer otherTimer = new ManualTimer();
        MemoryModels models = new MemoryModels();
        MemoryEvents otherEvents = new MemoryEvents();
        Life other = new Life(otherTimer, source.apply(otherTimer), otherEvents, new MemoryModels());
        Path file = directory.resolve("roomcast");
        AccuracyMemory kept;
        try (TestDatabase database = TestDatabase.h2File(file)) {
            Life first = new Life(timer, source.apply(timer), database.events(), models);
            timer.pass(before);
            first.kill();
            kept = models.accuracy().orElseThrow();
            timer.pass(down);
        }

        try (TestDatabase database = TestDatabase.h2File(file)) {
            otherTimer.pass(before.plus(down));
            Instant restart = timer.instant();
            Life second = new Life(timer, source.apply(timer), database.events(), models);

            assertThat(second.rooms()).isNotEmpty().isEqualTo(other.rooms());
            assertThat(second.told(StateChange.class)).as("each room's state").doesNotHaveDuplicates().hasSize(second.rooms().size());
            assertThat(second.told(Prediction.class)).extracting(prediction -> prediction.room().id()).containsAll(second.rooms().keySet());
            assertThat(second.told(Prediction.class)).extracting(Prediction::madeAt).containsOnly(restart);

            assertThat(second.tracking.figures()).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class)
                    .isEqualTo(whatCameOf(kept, other, restart));

            timer.pass(after);
            otherTimer.pass(after);

            assertThat(second.changesAfter(restart)).isNotEmpty().isEqualTo(other.changesAfter(restart));
            second.tracking.close();
            other.tracking.close();
            assertThat(models.accuracy().orElseThrow()).usingRecursiveComparison().isNotEqualTo(kept);
            assertThat(all(database.events())).isNotEmpty().containsExactlyInAnyOrderElementsOf(all(otherEvents));
        }
    }

    @Test
    void theSimulatedHomeIsLivedInOnAndNothingOfItIsLostOrLivedTwice() {
        Home configured = new Home(ZONE, List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());

        aLifeThatIsInterruptedIsTheSame(timer -> new SimulatedSource(new SimulatedHome(7, configured), HISTORY, timer, timer),
                Duration.ofHours(4).plusSeconds(7), Duration.ofMinutes(100), Duration.ofHours(3));
    }

    @Test
    void aMachineThatSleptFindsTheHomeAsItIsAndNothingLivedThroughAtOnce() {
        Home configured = new Home(ZONE, List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());
        Function<ManualTimer, SensorSource> source =
                timer -> new SimulatedSource(new SimulatedHome(7, configured), HISTORY, timer, timer);
        ManualTimer timer = new ManualTimer();
        ManualTimer otherTimer = new ManualTimer();
        Life sleeper = new Life(timer, source.apply(timer), new MemoryEvents(), new MemoryModels());
        Life other = new Life(otherTimer, source.apply(otherTimer), new MemoryEvents(), new MemoryModels());
        Duration sleep = Duration.ofMinutes(235);

        timer.jump(sleep);
        Instant awake = timer.instant();
        timer.pass(SimulatedSource.LONGEST_WAIT.plusSeconds(5));
        otherTimer.pass(sleep.plus(SimulatedSource.LONGEST_WAIT).plusSeconds(5));

        assertThat(sleeper.rooms()).isEqualTo(other.rooms());
        assertThat(sleeper.told(StateChange.class)).filteredOn(change -> change.at().isBefore(awake))
                .as("what each room was, and what has become of it").hasSizeLessThanOrEqualTo(2 * sleeper.rooms().size());

        Instant later = timer.instant();
        timer.pass(Duration.ofHours(3));
        otherTimer.pass(Duration.ofHours(3));
        assertThat(sleeper.changesAfter(later)).isNotEmpty().isEqualTo(other.changesAfter(later));
        sleeper.tracking.close();
        other.tracking.close();
    }

    @Test
    void aRecordedHomeGoesOnWhereItWas() throws IOException {
        Sensor motion = new Sensor("binary_sensor.hall", SensorKind.MOTION, HALL);
        Home home = new Home(ZoneOffset.UTC, List.of(Room.named(HALL)), List.of(motion), Home.DEFAULT_HOLD_OFF, Map.of());
        StringBuilder text = new StringBuilder("timestamp,entity_id,state\n");
        LocalDateTime first = LocalDateTime.parse("2025-05-01T00:00:00");
        for (int i = 0; i < 21 * 24; i++) {
            text.append(first.plusHours(i)).append(',').append(motion.entityId()).append(",on\n");
            text.append(first.plusHours(i).plusMinutes(i % 30 + 1)).append(',').append(motion.entityId()).append(",off\n");
        }
        Path recording = directory.resolve("home.csv");
        Files.writeString(recording, text);

        aLifeThatIsInterruptedIsTheSame(
                timer -> new ReplaySource(recording, home, 1, timer, task -> timer.schedule(task, 0, TimeUnit.SECONDS), timer),
                Duration.ofHours(4).plusSeconds(7), Duration.ofMinutes(100), Duration.ofHours(3));
    }
}
