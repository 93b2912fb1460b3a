package io.roomcast.tracking.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.RoomFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AccuracyMemoryTest {

    private static final RoomId KITCHEN = new RoomId("kitchen");
    private static final RoomId HALL = new RoomId("hall");
    private static final RoomId ATTIC = new RoomId("attic");
    private static final Instant TEN = Instant.parse("2026-03-10T10:00:00.123456789Z");
    private static final Home HOME = home(KITCHEN, HALL);
    private static final int USUAL_DAYS = 10;

    private static Home home(RoomId... rooms) {
        return new Home(ZoneId.of("Europe/Berlin"), List.of(rooms).stream().map(Room::named).toList(), List.of(),
                Home.DEFAULT_HOLD_OFF, Map.of());
    }

    private static Answer answer(Instant at, double minutes, double share) {
        return new Answer(at, minutes, share, minutes + 1, List.of(share, 0.9, 0.2, 0.0));
    }

    /** Each step lets some minutes pass, then asks (0, 1), changes the room (2), loses sight of it (3), or reports (4). */
    private static List<Announcement> live(AccuracyTracker tracker, List<Integer> steps, Instant from) {
        List<Announcement> told = new ArrayList<>();
        Instant now = from;
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            now = now.plus(Duration.ofSeconds(20L * step));
            RoomId room = i % 3 == 0 ? KITCHEN : HALL;
            switch (step % 5) {
                case 0, 1 -> tracker.asked(room, answer(now, step % 97, step % 11 / 10.0));
                case 2 -> tracker.changed(room, now, step % 2 == 0);
                case 3 -> tracker.lost(room, now);
                default -> told.addAll(tracker.takeReports(AccuracyTracker.DAY, now));
            }
        }
        told.addAll(tracker.takeReports(AccuracyTracker.WEEK, now));
        told.addAll(tracker.takeAlerts());
        return told;
    }

    private static Duration lasting(List<Integer> steps) {
        return Duration.ofSeconds(20L * steps.stream().mapToInt(Integer::intValue).sum());
    }

    @Property
    void oneThatGoesOnFromItsMemoryTellsTheSameAsOneThatWasNeverStopped(
            @ForAll @Size(max = 150) List<@IntRange(min = 0, max = 1200) Integer> before,
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 1200) Integer> after) {
        AccuracyTracker never = new AccuracyTracker(HOME);
        live(never, before, TEN);
        AccuracyTracker again = new AccuracyTracker(HOME, never.memory());
        assertSame(again, never);
        Instant stopped = TEN.plus(lasting(before));

        assertThat(live(again, after, stopped)).isEqualTo(live(never, after, stopped));

        assertSame(again, never);
    }

    private static void assertSame(AccuracyTracker one, AccuracyTracker other) {
        assertThat(one.figures(AccuracyTracker.DAY)).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class).isEqualTo(other.figures(AccuracyTracker.DAY));
        assertThat(one.figures(AccuracyTracker.WEEK)).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class).isEqualTo(other.figures(AccuracyTracker.WEEK));
        assertThat(one.reported(AccuracyTracker.DAY)).isEqualTo(other.reported(AccuracyTracker.DAY));
        assertThat(one.told()).isEqualTo(other.told());
        assertThat(one.memory()).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class).isEqualTo(other.memory());
    }

    @Test
    void whoStopsEveryDayIsToldOfWorsePredictionsAndOfRecoveryAllTheSame() {
        AccuracyTracker never = new AccuracyTracker(HOME);
        AccuracyTracker stopped = new AccuracyTracker(HOME);
        List<Alert> alerts = new ArrayList<>();
        List<Alert> alertsOfStopped = new ArrayList<>();
        for (int day = 0; day < USUAL_DAYS + 12; day++) {
            boolean usual = day < USUAL_DAYS || day > USUAL_DAYS + 3;
            day(never, day, usual);
            day(stopped, day, usual);
            stopped = new AccuracyTracker(HOME, stopped.memory());
            alerts.addAll(never.takeAlerts());
            alertsOfStopped.addAll(stopped.takeAlerts());
        }

        assertThat(alerts).extracting(Alert::type).containsExactly(Alert.Type.ACCURACY_DEGRADATION, Alert.Type.ACCURACY_RECOVERED);
        assertThat(alertsOfStopped).isEqualTo(alerts);
    }

    /** The kitchen changes every hour and a half; what is said of it is mostly right, or else never. */
    private static void day(AccuracyTracker tracker, int day, boolean right) {
        Random random = new Random(day);
        Instant start = TEN.plus(Duration.ofDays(day));
        for (int minute = 0; minute < 1440; minute += 15) {
            Instant now = start.plus(Duration.ofMinutes(minute));
            if (minute % 90 == 0) {
                tracker.changed(KITCHEN, now, minute / 90 % 2 == 0);
            }
            boolean hit = right && random.nextInt(10) < 7;
            tracker.asked(KITCHEN, answer(now.plusSeconds(90), hit ? 88 - minute % 90 : 200, 0.5));
        }
    }

    @Test
    void aDayOfWhichMostWasNotAskedAboutIsNotJudged() {
        AccuracyTracker tracker = new AccuracyTracker(HOME);
        for (int day = 0; day < USUAL_DAYS; day++) {
            day(tracker, day, true);
        }
        for (int day = USUAL_DAYS; day < USUAL_DAYS + 5; day++) {
            Instant now = TEN.plus(Duration.ofDays(day));
            tracker.changed(KITCHEN, now, true);
            tracker.asked(KITCHEN, answer(now.plusSeconds(90), 200, 0.5));
            tracker.changed(KITCHEN, now.plusSeconds(600), false);
        }
        tracker.passTo(TEN.plus(Duration.ofDays(USUAL_DAYS + 6)));

        assertThat(tracker.takeAlerts()).isEmpty();
    }

    @Test
    void roomsThatAreGoneAreLeftOutAndNewOnesBeginEmpty() {
        AccuracyTracker before = new AccuracyTracker(HOME);
        List.of(KITCHEN, HALL).forEach(room -> {
            before.changed(room, TEN, true);
            before.asked(room, answer(TEN.plusSeconds(300), 20, 0.5));
            before.changed(room, TEN.plusSeconds(1500), false);
        });

        AccuracyTracker after = new AccuracyTracker(home(ATTIC, HALL), before.memory());

        assertThat(after.figures(AccuracyTracker.WEEK)).extracting(RoomFigures::room).containsExactly(Room.named(ATTIC), Room.named(HALL));
        assertThat(after.figures(AccuracyTracker.WEEK)).extracting(figures -> figures.onTheClock().figures().questions() + figures.between())
                .containsExactly(0L, 1L);
        assertThat(after.memory().rooms()).extracting(RoomMemory::room).containsExactly("attic", "hall");
    }

    @Test
    void whatIsAskedByAClockThatWasSetBackIsNotScored() {
        AccuracyTracker tracker = new AccuracyTracker(HOME);
        tracker.changed(KITCHEN, TEN, true);

        tracker.asked(KITCHEN, answer(TEN.minusSeconds(600), 20, 0.5));
        tracker.changed(KITCHEN, TEN.plusSeconds(600), false);

        assertThat(tracker.figures(AccuracyTracker.WEEK)).extracting(RoomFigures::unscored).containsExactly(1L, 0L);
        assertThat(tracker.figures(AccuracyTracker.WEEK)).extracting(figures -> figures.onTheClock().figures().questions())
                .containsExactly(0L, 0L);
    }
}
