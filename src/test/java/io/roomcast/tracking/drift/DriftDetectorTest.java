package io.roomcast.tracking.drift;

import static io.roomcast.tracking.drift.SyntheticHome.BATHROOM;
import static io.roomcast.tracking.drift.SyntheticHome.BEDROOM;
import static io.roomcast.tracking.drift.SyntheticHome.HOME;
import static io.roomcast.tracking.drift.SyntheticHome.KITCHEN;
import static io.roomcast.tracking.drift.SyntheticHome.LIVING_ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.drift.SyntheticHome.Stay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftDetectorTest {

    private static final UnaryOperator<List<Stay>> THREE_HOURS_LATER = stays -> stays.stream().map(stay -> stay.moved(Duration.ofHours(3)))
            .toList();

    private final DriftDetector detector = new DriftDetector(HOME);
    private final SyntheticHome home = new SyntheticHome(1, detector);

    @Test
    void usualDaysAlarmHardlyEver() {
        int alarms = 0;
        for (int seed = 0; seed < 12; seed++) {
            DriftDetector each = new DriftDetector(HOME);
            new SyntheticHome(100 + seed, each).days(60);
            alarms += each.takeDrifts().stream().map(Drift::at).distinct().count();
        }

        assertThat(alarms).as("alarms in 24 months").isLessThanOrEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 25, 40})
    void aRoutineThatMovesByThreeHoursIsFoundWithinThreeDays(int usualDays) {
        home.days(usualDays);
        assertThat(detector.takeDrifts()).isEmpty();
        LocalDate changed = home.today();

        home.days(3, THREE_HOURS_LATER, room -> true);

        List<Drift> drifts = detector.takeDrifts();
        assertThat(drifts).isNotEmpty().allSatisfy(drift -> {
            assertThat(drift.types()).contains(Drift.Type.PATTERN_DRIFT);
            assertThat(drift.score()).isPositive();
            assertThat(drift.retrainingRecommended()).isTrue();
            assertThat(drift.statistics().get("moved_hours")).isBetween(2.0, 4.0);
            assertThat(drift.statistics().get("false_alarm_probability")).isBetween(0.0, 0.01);
            assertThat(drift.at()).isAfter(changed.atStartOfDay(HOME.zone()).toInstant());
        });
        assertThat(drifts.get(0).baselinePeriod().orElseThrow()).startsWith("2026-03-").contains("/");
        assertThat(drifts.get(0).currentPeriod().orElseThrow()).endsWith(
                LocalDate.ofInstant(drifts.get(0).at(), HOME.zone()).minusDays(1).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 25})
    void twoRoomsThatChangePlacesAreFoundWithinThreeDays(int usualDays) {
        home.days(usualDays);

        home.days(3, stays -> stays.stream().map(stay -> stay.in(swapped(stay.room()))).toList(), room -> true);

        assertThat(detector.takeDrifts()).extracting(Drift::room).extracting(Room::id).containsAnyOf(LIVING_ROOM, BEDROOM);
    }

    private static RoomId swapped(RoomId room) {
        return room.equals(LIVING_ROOM) ? BEDROOM : room.equals(BEDROOM) ? LIVING_ROOM : room;
    }

    @Test
    void aSensorThatFallsSilentIsFound() {
        home.days(20);

        home.days(3, UnaryOperator.identity(), room -> !room.equals(KITCHEN));

        assertThat(detector.takeDrifts()).singleElement().satisfies(drift -> {
            assertThat(drift.room().id()).isEqualTo(KITCHEN);
            assertThat(drift.statistics()).containsKey("activity_" + SyntheticHome.sensorOf(KITCHEN));
            assertThat(drift.severity()).isGreaterThanOrEqualTo(Drift.Severity.HIGH);
        });
    }

    @Test
    void oneChangeAlarmsOnce() {
        home.days(20);

        home.days(25, THREE_HOURS_LATER, room -> true);

        assertThat(detector.takeDrifts().stream().map(Drift::at).distinct()).hasSize(1);
        assertThat(detector.takeDrifts()).isEmpty();
    }

    @Test
    void anotherSensorThatFallsSilentSoonAfterAnAlarmIsFoundAsWell() {
        home.days(28);
        home.days(3, UnaryOperator.identity(), room -> !room.equals(BATHROOM));
        assertThat(detector.takeDrifts()).extracting(Drift::room).extracting(Room::id).containsExactly(BATHROOM);

        home.days(2, UnaryOperator.identity(), room -> !room.equals(BATHROOM) && !room.equals(KITCHEN));

        assertThat(detector.takeDrifts()).extracting(Drift::room).extracting(Room::id).containsExactly(KITCHEN);
    }

    @Test
    void oneOddDayIsNoChange() {
        home.days(20);

        home.days(1, stays -> stays.stream().map(stay -> stay.in(swapped(stay.room())).moved(Duration.ofHours(4))).toList(), room -> true);
        home.days(4);

        assertThat(detector.takeDrifts()).isEmpty();
    }

    @Test
    void aHomeThatNobodyIsInHasNotChanged() {
        home.days(20);

        home.away(14);
        home.days(5);

        assertThat(detector.takeDrifts()).isEmpty();
    }

    @Test
    void daysOnWhichThePeopleAreHardlyAtHomeAreNoChange() {
        home.days(20);

        home.days(6, stays -> stays.stream().filter(stay -> stay.room().equals(BEDROOM)).limit(1).toList(), room -> true);
        home.days(5);

        assertThat(detector.takeDrifts()).isEmpty();
    }

    @Test
    void whoStaysAwayForWeeksLivesOtherwise() {
        home.days(20);

        home.away(40);

        assertThat(detector.takeDrifts()).isNotEmpty();
    }

    @Test
    void nothingIsSaidBeforeThereIsAWeekToCompareWith() {
        home.days(6);
        home.days(2, THREE_HOURS_LATER, room -> true);

        assertThat(detector.takeDrifts()).isEmpty();
    }

    @Test
    void predictionsThatGetWorseWhileTheHomeStaysAsItIsAreAConceptDrift() {
        Random random = new Random(5);
        for (int day = 0; day < 23; day++) {
            Instant noon = home.today().atTime(12, 0).atZone(HOME.zone()).toInstant();
            double usual = day < 20 ? 0.30 : 0.75;
            home.days(1);
            double loss = usual + 0.05 * random.nextGaussian();
            for (int question = 0; question < LossTally.LEAST_A_DAY; question++) {
                detector.scored(KITCHEN, noon, loss);
            }
        }
        home.days(1);

        assertThat(detector.takeDrifts()).singleElement().satisfies(drift -> {
            assertThat(drift.room().id()).isEqualTo(KITCHEN);
            assertThat(drift.types()).containsExactly(Drift.Type.CONCEPT_DRIFT);
            assertThat(drift.statistics()).containsKey("page_hinkley_of_loss");
        });
    }

    private static void score(DriftDetector each, SyntheticHome life, Random random, double usual) {
        Instant morning = life.today().atTime(0, 30).atZone(HOME.zone()).toInstant();
        for (var room : HOME.rooms()) {
            double loss = usual * Math.exp(0.25 * random.nextGaussian());
            for (int question = 0; question < 96; question++) {
                each.scored(room.id(), morning, loss);
            }
        }
    }

    @Test
    void lossesThatDifferFromDayToDayAlarmHardlyEverAndThoseThatStayHighAlmostAlways() {
        int falseAlarms = 0;
        int found = 0;
        for (int seed = 0; seed < 12; seed++) {
            DriftDetector each = new DriftDetector(HOME);
            SyntheticHome life = new SyntheticHome(100 + seed, each);
            Random random = new Random(seed);
            for (int day = 0; day < 60; day++) {
                score(each, life, random, 0.30);
                life.days(1);
            }
            falseAlarms += each.takeDrifts().stream().filter(drift -> drift.types().contains(Drift.Type.CONCEPT_DRIFT)).count();
            for (int day = 0; day < 5; day++) {
                score(each, life, random, 0.90);
                life.days(1);
            }
            found += each.takeDrifts().stream().anyMatch(drift -> drift.types().contains(Drift.Type.CONCEPT_DRIFT)) ? 1 : 0;
        }

        assertThat(falseAlarms).as("in 24 months, found " + found).isLessThanOrEqualTo(2);
        assertThat(found).as("of 12").isGreaterThanOrEqualTo(11);
    }

    /** It is started again every third day, and recalls what happened but not what it said. */
    @Test
    void theyAreThatAlsoWhenTheServerIsStartedAgainEveryFewDays() {
        DriftDetector latest = detector;
        for (int days = 3; days <= 24; days += 3) {
            DriftDetector next = new DriftDetector(HOME);
            latest.memory().ifPresent(next::restore);
            SyntheticHome past = new SyntheticHome(1, next);
            past.days(days - 3);
            for (int day = days - 3; day < days; day++) {
                double loss = day < 20 ? 0.30 + 0.01 * (day % 5) : 0.75;
                for (int question = 0; question < 96; question++) {
                    next.scored(KITCHEN, past.today().atStartOfDay(HOME.zone()).toInstant(), loss);
                }
                past.days(1);
            }
            latest = next;
        }

        assertThat(latest.takeDrifts()).extracting(Drift::types).containsExactly(List.of(Drift.Type.CONCEPT_DRIFT));
    }

    @Test
    void aDayOfWhichHardlyAnyPredictionIsKnownSaysNothingOfThem() {
        LossTally tally = new LossTally();
        for (int question = 1; question < LossTally.LEAST_A_DAY; question++) {
            tally.scored(SyntheticHome.FIRST, 3);
        }
        assertThat(tally.mean(SyntheticHome.FIRST)).isNaN();

        tally.scored(SyntheticHome.FIRST, 3);

        assertThat(tally.mean(SyntheticHome.FIRST)).isEqualTo(3);
        tally.scored(SyntheticHome.FIRST.minusDays(1), 1);
        assertThat(tally.mean(SyntheticHome.FIRST)).as("by a clock that was ahead").isNaN();
    }

    @Test
    void whatIsNotOfThisHomeIsRefused() {
        Instant now = Instant.parse("2026-03-02T10:00:00Z");

        assertThatIllegalArgumentException().isThrownBy(() -> detector.changed(new RoomId("attic"), now, true));
        assertThatIllegalArgumentException().isThrownBy(() -> detector.reported("binary_sensor.attic", now));
        assertThatIllegalArgumentException().isThrownBy(() -> detector.scored(KITCHEN, now, Double.NaN));
    }

    /** Each step lets some minutes pass and does one of four things to one of four rooms. */
    @Property(tries = 10)
    void anythingMayHappenInAnyOrder(@ForAll @Size(min = 400, max = 600) List<@IntRange(min = 0, max = 4000) Integer> steps) {
        DriftDetector each = new DriftDetector(HOME);
        Instant now = Instant.parse("2026-03-02T10:00:00Z");
        List<Drift> drifts = new ArrayList<>();
        for (int step : steps) {
            RoomId room = HOME.rooms().get(step % 4).id();
            now = now.plus(Duration.ofMinutes(step / 16 - 20));
            switch (step / 4 % 4) {
                case 0 -> each.changed(room, now, step % 3 == 0);
                case 1 -> each.reported(SyntheticHome.sensorOf(room), now);
                case 2 -> each.scored(room, now, step / 100.0);
                default -> each.lost(room, now);
            }
            drifts.addAll(each.takeDrifts());
        }
        each.passTo(now.plus(Duration.ofDays(3)));

        assertThat(drifts).allSatisfy(drift -> {
            assertThat(drift.statistics().values()).allSatisfy(value -> assertThat(value).isFinite());
            assertThat(drift.types()).isNotEmpty();
        });
    }
}
