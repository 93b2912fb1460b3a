package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.source.simulated.SimulatedHome;
import io.roomcast.tracking.SensorSource.Sink;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedSourceTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration HISTORY = Duration.ofDays(14);
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualTimer timer = new ManualTimer();
    private final Instant start = timer.instant();
    private final SimulatedHome home = new SimulatedHome(7, new Home(ZONE, List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));
    private final Told told = new Told();
    private Duration clockSetBy = Duration.ZERO;
    private final InstantSource clock = () -> timer.instant().plus(clockSetBy);
    private final SimulatedSource source = new SimulatedSource(home, HISTORY, clock, timer);

    /** Writes down what it is told. */
    private final class Told implements Sink {

        private final List<SensorEvent> events = new ArrayList<>();
        private final List<Instant> when = new ArrayList<>();
        private Optional<Integer> past = Optional.empty();
        private int failures;

        @Override
        public Optional<Instant> home(Home other) {
            throw new AssertionError("it is always the same home");
        }

        @Override
        public void accept(List<SensorEvent> news) {
            if (failures > 0) {
                failures--;
                throw new StoreUnavailableException("away", null);
            }
            news.forEach(event -> when.add(timer.instant()));
            events.addAll(news);
        }

        @Override
        public void caughtUp() {
            assertThat(past).isEmpty();
            past = Optional.of(events.size());
        }
    }

    @Test
    void theFirstStartTellsTheWeeksBefore() {
        source.start(Optional.empty(), told);
        assertThat(told.events).isEmpty();

        timer.pass(Duration.ZERO);

        assertThat(told.events).isEqualTo(lived(start.minus(HISTORY), start)).hasSizeGreaterThan(10_000);
        assertThat(told.past).contains(told.events.size());
    }

    @Test
    void thenItTellsWhatHappensWhenItHappens() {
        source.start(Optional.empty(), told);
        timer.pass(Duration.ZERO);
        int past = told.events.size();

        timer.pass(DAY);

        assertThat(told.events.subList(past, told.events.size())).isEqualTo(lived(start, start.plus(DAY))).isNotEmpty();
        for (int i = past; i < told.events.size(); i++) {
            assertThat(told.when.get(i)).isEqualTo(told.events.get(i).at());
        }
    }

    @Test
    void aLaterStartTellsOnlyWhatHasHappenedMeanwhile() {
        Instant last = lived(start.minus(DAY), start).get(0).at();

        source.start(Optional.of(last), told);
        timer.pass(Duration.ZERO);

        assertThat(told.events).isEqualTo(lived(last.minusNanos(1), start)).first().extracting(SensorEvent::at).isEqualTo(last);
        assertThat(told.past).contains(told.events.size());
    }

    @Test
    void whatIsKeptFromTheFutureDoesNotSilenceIt() {
        source.start(Optional.of(start.plus(Duration.ofDays(30))), told);

        timer.pass(DAY);

        assertThat(told.past).contains(0);
        assertThat(told.events).isEqualTo(lived(start, start.plus(DAY)));
    }

    @Test
    void aSinkThatFailsIsToldTheSameAgain() {
        told.failures = 3;
        source.start(Optional.empty(), told);
        timer.pass(Duration.ZERO);
        assertThat(told.past).isEmpty();

        timer.pass(SimulatedSource.RETRY.multipliedBy(3));
        assertThat(told.past).isPresent();
        told.failures = 1;
        timer.pass(DAY);

        assertThat(told.events).isEqualTo(lived(start.minus(HISTORY), timer.instant()));
    }

    @Test
    void afterTheClockWasSetForwardItTellsWhatWasPassedOver() {
        source.start(Optional.of(start), told);
        timer.pass(Duration.ZERO);

        clockSetBy = Duration.ofHours(5);
        timer.pass(SimulatedSource.LONGEST_WAIT);

        assertThat(told.events).isEqualTo(lived(start, clock.instant()));
    }

    @Test
    void afterTheClockWasSetBackItLivesTheTimeAgain() {
        source.start(Optional.of(start), told);
        timer.pass(Duration.ofHours(5));
        int before = told.events.size();

        clockSetBy = Duration.ofHours(-3);
        Instant noticed = clock.instant().plus(timer.waiting().get(0));
        timer.pass(Duration.ofHours(5));

        assertThat(told.events.subList(before, told.events.size()))
                .isEqualTo(lived(noticed, clock.instant())).isNotEmpty();
    }

    @Test
    void itSaysHowFarItHasTold() {
        source.start(Optional.of(start), told);
        timer.pass(DAY);
        assertThat(source.deliveredUntil()).isEqualTo(clock.instant());

        Instant before = clock.instant();
        clockSetBy = Duration.ofHours(5);
        assertThat(source.deliveredUntil()).isBetween(before.minusNanos(1), before.plus(SimulatedSource.LONGEST_WAIT));

        timer.pass(SimulatedSource.LONGEST_WAIT);
        assertThat(source.deliveredUntil()).isEqualTo(clock.instant());
        clockSetBy = Duration.ZERO;
        assertThat(source.deliveredUntil()).isEqualTo(clock.instant());
    }

    @Test
    void onceClosedItTellsNothingAndWaitsForNothing() {
        source.start(Optional.empty(), told);
        timer.pass(DAY);
        int before = told.events.size();

        source.close();
        timer.pass(DAY);

        assertThat(told.events).hasSize(before);
        assertThat(timer.waiting()).isEmpty();
    }

    @Test
    void itMayBeClosedInTheMiddleOfThePast() {
        source.start(Optional.empty(), new Sink() {
            @Override
            public Optional<Instant> home(Home other) {
                throw new AssertionError("it is always the same home");
            }

            @Override
            public void accept(List<SensorEvent> events) {
                told.accept(events);
                source.close();
            }

            @Override
            public void caughtUp() {
                told.caughtUp();
            }
        });

        timer.pass(DAY);

        assertThat(told.past).isEmpty();
        assertThat(told.events).isNotEmpty().allMatch(event -> event.at().isBefore(start.minus(HISTORY).plus(DAY)));
    }

    @Test
    void itStartsOnce() {
        source.start(Optional.empty(), told);

        assertThatThrownBy(() -> source.start(Optional.empty(), told)).isInstanceOf(IllegalStateException.class);
        assertThat(source.name()).isEqualTo("simulated");
        assertThat(source.home()).isEqualTo(home.home());
    }

    /** What happens in the home after that moment, up to that one. */
    private List<SensorEvent> lived(Instant after, Instant until) {
        LocalDate first = after.atZone(ZONE).toLocalDate();
        return first.datesUntil(until.atZone(ZONE).toLocalDate().plusDays(1))
                .flatMap(date -> home.events(date).stream())
                .filter(event -> event.at().isAfter(after) && !event.at().isAfter(until))
                .toList();
    }
}
