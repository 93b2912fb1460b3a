package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.roomcast.home.Home;
import io.roomcast.home.RecordedHomes;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.home.SensorEvent;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.tracking.SensorSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording has an event every hour for 20 days, from a Thursday noon to a Wednesday noon; it is Thursday, 14:30. */
class ReplaySourceTest {

    private static final Home HOME = new Home(ZoneOffset.UTC, List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());
    private static final LocalDateTime FIRST = LocalDateTime.parse("2013-05-02T12:00:00");
    private static final int HOURS = 20 * 24;
    private static final Instant NOW = Instant.parse("2026-01-15T14:30:00Z");
    /** The recording ends on the Wednesday after. */
    private static final Instant END = Instant.parse("2026-01-21T12:00:00Z");

    @TempDir
    Path directory;

    private final ManualTimer machine = new ManualTimer();
    private final Told told = new Told();
    private CapturedLog log;

    /** What came, and how much of it before it had caught up. */
    private static final class Told implements SensorSource.Sink {

        private final List<SensorEvent> events = new ArrayList<>();
        private Optional<Integer> past = Optional.empty();
        private int calls;
        private Runnable onAccept = () -> { };

        @Override
        public Optional<Instant> home(Home other) {
            throw new AssertionError("it is always the same home");
        }

        @Override
        public void accept(List<SensorEvent> more) {
            calls++;
            events.addAll(more);
            onAccept.run();
        }

        @Override
        public void caughtUp() {
            assertThat(past).isEmpty();
            past = Optional.of(events.size());
        }
    }

    @BeforeEach
    void record() throws IOException {
        log = CapturedLog.of("io.roomcast.source");
        StringBuilder text = new StringBuilder("timestamp,entity_id,state\n");
        for (int hour = 0; hour <= HOURS; hour++) {
            text.append(FIRST.plusHours(hour)).append(",a,").append(hour % 2 == 0 ? "on" : "off").append('\n');
        }
        write(text.toString());
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void thePastComesAtOnceAndTheRestAsItsTimeComes() {
        start(1, Optional.empty());

        assertThat(told.past).contains(told.events.size());
        assertThat(last()).isEqualTo(Instant.parse("2026-01-15T14:00:00Z"));
        assertThat(told.calls).isEqualTo(1);

        machine.pass(Duration.ofMinutes(29));
        assertThat(last()).isEqualTo(Instant.parse("2026-01-15T14:00:00Z"));

        machine.pass(Duration.ofMinutes(1));
        assertThat(last()).isEqualTo(Instant.parse("2026-01-15T15:00:00Z"));

        machine.pass(Duration.ofHours(10));
        assertThat(last()).isEqualTo(Instant.parse("2026-01-16T01:00:00Z"));
        assertThat(told.events).extracting(SensorEvent::at).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void itEndsWithTheRecordingOnTheSameWeekday() {
        start(1, Optional.empty());
        machine.pass(Duration.ofDays(30));

        assertThat(told.events).hasSize(HOURS + 1);
        assertThat(last()).isEqualTo(END);
        assertThat(machine.waiting()).isEmpty();
    }

    @Test
    void atAHigherSpeedTheHomeHasATimeOfItsOwn() {
        ReplaySource source = start(60, Optional.empty());
        int past = told.events.size();

        machine.pass(Duration.ofMinutes(3));

        assertThat(source.clock().instant()).isEqualTo(NOW.plus(Duration.ofHours(3)));
        assertThat(told.events).hasSize(past + 3);
        assertThat(last()).isEqualTo(Instant.parse("2026-01-15T17:00:00Z"));
    }

    @Test
    void withoutALimitOfSpeedTimeGoesFromEventToEvent() {
        ReplaySource source = source(Double.POSITIVE_INFINITY);
        List<Instant> clock = new ArrayList<>();
        told.onAccept = () -> clock.add(source.clock().instant());

        source.start(Optional.empty(), told);

        assertThat(told.events).hasSize(HOURS + 1);
        assertThat(told.past).hasValueSatisfying(past -> assertThat(past).isLessThan(HOURS));
        assertThat(clock.get(0)).isEqualTo(NOW);
        assertThat(clock.subList(1, clock.size())).isEqualTo(
                told.events.subList(told.past.orElseThrow(), HOURS + 1).stream().map(SensorEvent::at).toList());
        assertThat(source.clock().instant()).isEqualTo(END);
        assertThat(source.progress()).isEqualTo(1);
    }

    @Test
    void afterARestartItGoesOnWithWhatIsNotKept() {
        Instant kept = NOW.minus(Duration.ofMinutes(90));
        start(1, Optional.of(kept));

        assertThat(told.events).extracting(SensorEvent::at)
                .containsExactly(Instant.parse("2026-01-15T13:00:00Z"), Instant.parse("2026-01-15T14:00:00Z"));
        assertThat(told.past).contains(2);
    }

    @Test
    void whatIsKeptOfTheFutureFromAFasterReplayIsNotGoneBackBehind() {
        Instant kept = NOW.plus(Duration.ofDays(40));
        ReplaySource source = start(1, Optional.of(kept));

        assertThat(source.clock().instant()).isEqualTo(kept);

        machine.pass(Duration.ofHours(1));
        assertThat(told.events).extracting(SensorEvent::at).containsExactly(Instant.parse("2026-02-24T15:00:00Z"));
    }

    @Test
    void aClockThatIsSetForwardIsNoticed() {
        start(1, Optional.empty());

        machine.jump(Duration.ofHours(5));
        machine.pass(Duration.ofMinutes(1));

        assertThat(last()).isEqualTo(Instant.parse("2026-01-15T19:00:00Z"));
    }

    @Test
    void itSaysHowFarItHasTold() {
        ReplaySource source = start(1, Optional.empty());
        assertThat(source.deliveredUntil()).isEqualTo(NOW);

        machine.jump(Duration.ofHours(5));
        assertThat(source.deliveredUntil()).isEqualTo(Instant.parse("2026-01-15T14:59:59.999999999Z"));

        machine.pass(Duration.ofMinutes(1));
        assertThat(source.deliveredUntil()).isEqualTo(machine.instant());
        machine.pass(Duration.ofDays(30));
        assertThat(source.deliveredUntil()).isEqualTo(machine.instant());
    }

    @Test
    void afterItIsClosedNothingComesAndNothingWaits() {
        ReplaySource source = start(1, Optional.empty());
        int past = told.events.size();

        source.close();
        machine.pass(Duration.ofDays(1));

        assertThat(told.events).hasSize(past);
        assertThat(machine.waiting()).isEmpty();
    }

    @Test
    void itCanBeClosedWhileThePastIsDelivered() {
        ReplaySource source = source(Double.POSITIVE_INFINITY);
        told.onAccept = source::close;

        source.start(Optional.empty(), told);

        assertThat(told.calls).isEqualTo(1);
        assertThat(told.past).isEmpty();
    }

    @Test
    void whenItIsClosedBeforeItBeganNothingComes() {
        ReplaySource source = source(1);

        source.close();
        source.start(Optional.empty(), told);

        assertThat(told.events).isEmpty();
        assertThat(told.past).isEmpty();
    }

    @Test
    void itSaysHowFarItIsAndWhatWasBroken() throws IOException {
        Files.writeString(file(), Files.readString(file()).replace(FIRST.plusHours(3) + ",a,off", "what is this?"));
        ReplaySource source = start(1, Optional.empty());

        assertThat(source.progress()).isBetween(0.6, 0.8);
        machine.pass(Duration.ofDays(30));

        assertThat(source.progress()).isEqualTo(1);
        assertThat(log.lines()).anyMatch(line -> line.contains(file() + ", line 5 is skipped: it has not three columns"))
                .anyMatch(line -> line.contains("480 events from 2013-05-02T12:00 to 2013-05-22T12:00") && line.contains("1 broken lines"))
                .anyMatch(line -> line.contains("Replayed 80 % of " + file()))
                .anyMatch(line -> line.contains("Replayed 100 % of " + file()));
        assertThat(log.lines()).filteredOn(line -> line.contains("is skipped")).hasSize(1);
    }

    @Test
    void ofVeryManyBrokenLinesOnlyTheFirstAreLogged() throws IOException {
        write(Files.readString(file()) + "broken\n".repeat(1_000));
        start(1, Optional.empty());

        assertThat(log.lines()).filteredOn(line -> line.contains("is skipped")).hasSize(BrokenLines.MAX_LOGGED + 1);
        assertThat(log.lines()).anyMatch(line -> line.contains("only counted")).anyMatch(line -> line.contains("1000 broken lines"));
    }

    @Test
    void aTimeThatCannotBeYetDoesNotMoveTheRecording() throws IOException {
        write(Files.readString(file()) + "2113-05-02T12:00:00,a,on\n");
        start(1, Optional.empty());
        machine.pass(Duration.ofDays(30));

        assertThat(told.events).hasSize(HOURS + 1);
        assertThat(last()).isEqualTo(END);
        assertThat(log.lines()).anyMatch(line -> line.contains("line 483 is skipped: it is of a time that cannot be yet"));
    }

    @Test
    void aFileThatCannotBeReadIsSaidAndThereIsNoPast() {
        ReplaySource source = new ReplaySource(directory.resolve("none.csv"), HOME, 1, machine, Runnable::run, machine);

        source.start(Optional.empty(), told);

        assertThat(told.past).contains(0);
        assertThat(log.lines()).singleElement().asString().contains("There is nothing to replay", "none.csv");
    }

    @Test
    void aFileWithoutEventsIsSaidAndThereIsNoPast() throws IOException {
        write("timestamp,entity_id,state\n");
        start(1, Optional.empty());

        assertThat(told.past).contains(0);
        assertThat(log.lines()).singleElement().asString().contains("no events");
    }

    @Test
    void aSinkThatFailsStopsTheReplayAndItIsLogged() {
        ReplaySource source = source(1);
        told.onAccept = () -> {
            throw new IllegalStateException("full");
        };

        source.start(Optional.empty(), told);

        assertThat(told.past).isEmpty();
        assertThat(log.lines()).anyMatch(line -> line.contains("The replay has stopped") && line.contains("full"));
    }

    @Test
    void nothingOfARecordedHomeIsLostOnTheWay() throws IOException {
        Home inVienna = new Home(ZoneId.of("Europe/Vienna"), List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of());
        for (RecordedHome recorded : RecordedHomes.all()) {
            Told all = new Told();
            new ReplaySource(recorded.events(), inVienna, Double.POSITIVE_INFINITY, machine, Runnable::run, machine)
                    .start(Optional.empty(), all);

            long lines;
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(recorded.events())), StandardCharsets.UTF_8))) {
                lines = reader.lines().count();
            }
            assertThat(all.events).as(recorded.name()).hasSize((int) lines - 1);
            assertThat(all.events).extracting(SensorEvent::at).isSorted();
        }
    }

    @Test
    void aSpeedMustBeMoreThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> source(0));
        assertThatIllegalArgumentException().isThrownBy(() -> source(Double.NaN));
    }

    private ReplaySource start(double speed, Optional<Instant> since) {
        ReplaySource source = source(speed);
        source.start(since, told);
        return source;
    }

    private ReplaySource source(double speed) {
        return new ReplaySource(file(), HOME, speed, machine, Runnable::run, machine);
    }

    private Instant last() {
        return told.events.get(told.events.size() - 1).at();
    }

    private Path file() {
        return directory.resolve("home.csv");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }
}
