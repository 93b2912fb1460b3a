package io.roomcast.tracking.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.scoring.Figures;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.RoomFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AccuracyTrackerTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final RoomId KITCHEN = new RoomId("kitchen");
    private static final RoomId HALL = new RoomId("hall");
    private static final Instant TEN = Instant.parse("2026-03-10T10:00:00Z");

    private static final Home HOME = new Home(ZoneId.of("Europe/Berlin"), List.of(new Room(KITCHEN, "Kitchen"), new Room(HALL, "Hall")),
            List.of(), Home.DEFAULT_HOLD_OFF, Map.of());

    private final AccuracyTracker tracker = new AccuracyTracker(HOME);

    @Test
    void aPredictionIsRightWhenTheTransitionComesWithinFifteenMinutesOfIt() {
        occupied("09:00");
        ask("10:00", 20, 0.8);
        ask("10:15", 20, 0.4);

        vacant("10:35");

        assertThat(grid().questions()).isEqualTo(2);
        assertThat(grid().within15()).isEqualTo(1);
        assertThat(grid().meanErrorMinutes()).isEqualTo((15 + 0) / 2.0, EXACT);
        assertThat(grid().brier()).isEqualTo((0.04 + 0.36) / 2, EXACT);
    }

    @Test
    void itIsWrongAsSoonAsItCanNoLongerBeRight() {
        occupied("09:00");
        ask("10:00", 20, 0.8);

        pass("10:35");
        assertThat(grid().questions()).isZero();

        pass("10:36");
        assertThat(grid().questions()).isEqualTo(1);
        assertThat(grid().within15()).isZero();
        assertThat(grid().const15()).isZero();
    }

    @Test
    void howFarOffItWasIsAtLeastTheTimeGoneByAndAtMostADay() {
        occupied("09:00");
        ask("10:00", 20, 0.8);

        pass("11:00");
        assertThat(grid().meanErrorMinutes()).isEqualTo(40, EXACT);

        pass("12:00");
        assertThat(grid().meanErrorMinutes()).isEqualTo(100, EXACT);

        tracker.passTo(TEN.plus(Duration.ofDays(3)));
        assertThat(grid().meanErrorMinutes()).isEqualTo(1420, EXACT);
    }

    @Test
    void oneThatComesTooEarlyIsWrongAtOnce() {
        occupied("09:00");
        ask("10:00", 200, 0.8);

        vacant("10:10");

        assertThat(grid().within15()).isZero();
        assertThat(grid().const15()).isEqualTo(1);
        assertThat(grid().meanErrorMinutes()).isEqualTo(190, EXACT);
    }

    @Test
    void predictionsThatWereReplacedAreScoredAsWell() {
        occupied("09:00");
        ask("10:00", 20, 0.8);
        ask("10:06", 300, 0.5);
        ask("10:12", 19, 0.5);
        ask("10:15", 30, 0.5);

        vacant("10:30");

        assertThat(grid().questions()).isEqualTo(2);
        assertThat(kitchen().between()).isEqualTo(2);
        assertThat(kitchen().rightBetween()).isOne();
        assertThat(figures(tracker, HALL, AccuracyTracker.WEEK).between()).isZero();
        assertThat(kitchen().unscored()).isZero();
    }

    @Test
    void theFirstAfterATransitionIsKeptApart() {
        occupied("09:00");
        vacant("10:00");
        ask("10:00", 10, 0.8);
        ask("10:01", 10, 0.8);
        ask("10:02", 10, 0.8);

        occupied("10:10");

        assertThat(event().questions()).isEqualTo(1);
        assertThat(grid().questions()).isEqualTo(1);
        assertThat(kitchen().between()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstFiveMinutesOfAQuarterStandForIt() {
        occupied("09:00");
        ask("10:05", 10, 0.8);
        ask("10:19", 10, 0.8);
        ask("10:21", 10, 0.8);

        vacant("10:25");

        assertThat(grid().questions()).isEqualTo(1);
        assertThat(kitchen().between()).isEqualTo(2);
    }

    @Test
    void occupancyIsHeldAgainstTheClimatologyOnTheSameQuestions() {
        vacant("00:00");
        for (int day = 1; day <= 4; day++) {
            tracker.changed(KITCHEN, at("12:00").plus(Duration.ofDays(day)), true);
            tracker.changed(KITCHEN, at("13:00").plus(Duration.ofDays(day)), false);
        }
        Instant noon = at("12:00").plus(Duration.ofDays(5));
        tracker.changed(KITCHEN, noon, true);
        tracker.asked(KITCHEN, new Answer(noon.plusSeconds(120), 58, 0.9, 58, List.of(1.0, 0.9, 0.2, 0.0)));

        tracker.changed(KITCHEN, noon.plus(Duration.ofHours(1)), false);
        tracker.passTo(noon.plus(Duration.ofHours(3)));

        List<Figures.AtHorizon> horizons = grid().horizons();
        assertThat(horizons).extracting(Figures.AtHorizon::questions).containsExactly(1L, 1L, 1L, 1L);
        assertThat(horizons.get(0).brier()).isEqualTo(0, EXACT);
        assertThat(horizons.get(1).brier()).isEqualTo(0.01, EXACT);
        assertThat(horizons.get(2).brier()).isEqualTo(0.04, EXACT);
        assertThat(horizons.get(0).climatologyBrier()).isBetween(0.01, 0.15);
        assertThat(horizons.get(0).skill()).isEqualTo(1, EXACT);
    }

    @Test
    void whatTheSensorsCannotTellIsNotScoredAndSaidToBe() {
        ask("09:00", 10, 0.8);
        occupied("09:30");
        ask("10:00", 20, 0.8);
        ask("10:15", 500, 0.8);
        pass("10:40");

        tracker.lost(KITCHEN, at("10:50"));
        occupied("11:00");
        vacant("11:10");

        assertThat(kitchen().unscored()).isEqualTo(2);
        assertThat(grid().questions()).isEqualTo(1);
        assertThat(grid().meanErrorMinutes()).isEqualTo(30, EXACT);
    }

    @Test
    void figuresReachBackAsFarAsIsAsked() {
        occupied("09:00");
        ask("10:00", 20, 0.8);
        vacant("10:20");
        tracker.asked(KITCHEN, answer(TEN.plus(Duration.ofDays(2)), 500, 0.8));
        tracker.changed(KITCHEN, TEN.plus(Duration.ofDays(2)).plusSeconds(60), true);

        assertThat(figures(tracker, KITCHEN, AccuracyTracker.DAY).onTheClock().figures().within15()).isZero();
        assertThat(kitchen().onTheClock().figures().within15()).isEqualTo(0.5, EXACT);
        assertThat(kitchen().onTheClock().byConfidence().accuracy(0)).isEqualTo(0.5, EXACT);
        assertThat(kitchen().windowHours()).isEqualTo(168);
    }

    @Test
    void aRoomIsReportedWhenItsFiguresHaveChanged() {
        occupied("09:00");
        ask("10:00", 20, 0.8);
        ask("10:15", 60, 0.8);
        vacant("10:20");

        List<AccuracyReport> first = tracker.takeReports(AccuracyTracker.DAY, at("10:20"));
        List<AccuracyReport> second = tracker.takeReports(AccuracyTracker.DAY, at("10:21"));
        ask("10:30", 10, 0.8);
        occupied("10:40");
        List<AccuracyReport> third = tracker.takeReports(AccuracyTracker.DAY, at("10:40"));

        assertThat(first).containsExactly(new AccuracyReport(new Room(KITCHEN, "Kitchen"), 0.5, OptionalDouble.empty(),
                OptionalDouble.of((0 + 55) / 2.0), 2, 24, 15, at("10:20")));
        assertThat(second).isEmpty();
        assertThat(third).extracting(AccuracyReport::previousAccuracy).containsExactly(OptionalDouble.of(0.5));
    }

    @Test
    void memoryIsBoundedHoweverManyPredictionsAreMade() {
        occupied("09:00");
        for (int second = 0; second < RoomAccuracy.MOST_OPEN + 100; second++) {
            tracker.asked(KITCHEN, answer(TEN.plusSeconds(second), 1440, 0.5));
        }
        assertThat(kitchen().unscored()).isEqualTo(100);

        boolean occupied = false;
        Instant at = TEN.plus(Duration.ofDays(1));
        for (int i = 0; i < RoomAccuracy.MOST_KEPT + 100; i++) {
            at = at.plusSeconds(30);
            tracker.changed(KITCHEN, at, occupied);
            tracker.asked(KITCHEN, answer(at, 1, 0.5));
            occupied = !occupied;
        }
        assertThat(event().questions()).isEqualTo(RoomAccuracy.MOST_KEPT);
    }

    @Test
    void whatIsNoAnswerOrNoRoomIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> answer(TEN, 1441, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> answer(TEN, 20, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Answer(TEN, 20, 0.5, 20, List.of(0.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Answer(TEN, 20, 0.5, 20, List.of(0.5, 0.5, 0.5, 1.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> tracker.changed(new RoomId("attic"), TEN, true));
    }

    /** Each step lets some minutes pass, then asks (0), changes the room (1), or loses sight of it (2). */
    @Property
    void nothingThatWasAskedGetsLost(@ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 800) Integer> steps) {
        AccuracyTracker each = new AccuracyTracker(HOME);
        Instant now = TEN;
        boolean occupied = true;
        int asked = 0;
        each.changed(HALL, now, true);
        for (int step : steps) {
            now = now.plus(Duration.ofMinutes(step / 4));
            switch (step % 4) {
                case 0, 1 -> {
                    each.asked(HALL, answer(now, step % 97, 0.5));
                    asked++;
                }
                case 2 -> {
                    occupied = !occupied;
                    each.changed(HALL, now, occupied);
                }
                default -> {
                    each.lost(HALL, now);
                    each.changed(HALL, now, occupied);
                }
            }
        }
        now = now.plus(Duration.ofHours(4));
        each.passTo(now);

        RoomFigures hall = figures(each, HALL, AccuracyTracker.WEEK);
        long decidedWithinTheWeek = hall.onTheClock().figures().questions() + hall.afterTransition().figures().questions() + hall.between();
        boolean withinAWeek = Duration.between(TEN, now).compareTo(AccuracyTracker.WEEK) < 0;
        if (withinAWeek) {
            assertThat(decidedWithinTheWeek + hall.unscored()).isEqualTo(asked);
        } else {
            assertThat(decidedWithinTheWeek + hall.unscored()).isLessThanOrEqualTo(asked);
        }
    }

    private void occupied(String time) {
        tracker.changed(KITCHEN, at(time), true);
    }

    private void vacant(String time) {
        tracker.changed(KITCHEN, at(time), false);
    }

    private void pass(String time) {
        tracker.passTo(at(time));
    }

    private void ask(String time, double minutes, double confidence) {
        tracker.asked(KITCHEN, answer(at(time), minutes, confidence));
    }

    private static Answer answer(Instant at, double minutes, double confidence) {
        return new Answer(at, minutes, confidence, minutes, List.of(0.5, 0.5, 0.5, 0.5));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-10T" + time + ":00Z");
    }

    private Figures grid() {
        return kitchen().onTheClock().figures();
    }

    private Figures event() {
        return kitchen().afterTransition().figures();
    }

    private RoomFigures kitchen() {
        return figures(tracker, KITCHEN, AccuracyTracker.WEEK);
    }

    private static RoomFigures figures(AccuracyTracker tracker, RoomId room, Duration window) {
        return tracker.figures(window).stream().filter(figures -> figures.room().id().equals(room)).findFirst().orElseThrow();
    }
}
