package io.roomcast.tracking.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccuracyWatchTest {

    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    private static final double[] USUAL = {0.30, 0.22, 0.27, 0.33, 0.25, 0.28, 0.24, 0.31, 0.26};

    private final AccuracyWatch watch = new AccuracyWatch();

    @Test
    void twoDaysThatAreMuchWorseAreWorse() {
        assertThat(days(USUAL)).isEmpty();

        assertThat(days(0.02)).isEmpty();
        List<AccuracyWatch.Verdict> verdicts = days(0.01);

        assertThat(verdicts).singleElement().satisfies(verdict -> {
            assertThat(verdict.recovered()).isFalse();
            assertThat(verdict.current()).isEqualTo(0.015, within(1e-9));
            assertThat(verdict.previous()).isEqualTo(0.27, within(0.02));
            assertThat(verdict.threshold()).isBetween(0.015, 0.22);
        });
    }

    @Test
    void theAlertComesOnceAndTheRecoveryOnlyWellAboveTheThreshold() {
        days(USUAL);
        AccuracyWatch.Verdict worse = days(0.01, 0.01).get(0);
        double little = worse.threshold() + 0.01;

        assertThat(days(0.01, little, little, little)).isEmpty();
        assertThat(days(0.26, 0.27)).singleElement().satisfies(verdict -> {
            assertThat(verdict.recovered()).isTrue();
            assertThat(verdict.current()).isGreaterThan(verdict.threshold());
            assertThat(verdict.threshold()).isGreaterThan(worse.threshold());
        });
        assertThat(days(0.27, 0.26)).isEmpty();
    }

    @Test
    void aLossThatMattersToNobodyIsNone() {
        double[] steady = IntStream.range(0, 28).mapToDouble(i -> 0.5 + 0.001 * (i % 3)).toArray();
        days(steady);

        assertThat(days(0.46, 0.46, 0.46)).isEmpty();
    }

    @Test
    void afterTwoWeeksTheNewLevelIsTheOneToKeep() {
        days(USUAL);
        days(0.01, 0.01);
        for (int day = 0; day < AccuracyWatch.GIVEN_UP_AFTER; day++) {
            assertThat(days(0.02)).isEmpty();
        }

        assertThat(days(USUAL)).isEmpty();
        assertThat(days(0.0, 0.0)).isNotEmpty();
    }

    @Test
    void oneBadDayIsNoTrend() {
        double[] steady = new double[20];
        Arrays.fill(steady, 0.9);
        days(steady);

        assertThat(days(0.1, 0.9, 0.9, 0.1, 0.9)).isEmpty();
    }

    @Test
    void nothingIsSaidInTheFirstDays() {
        assertThat(days(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.0, 0.0)).isEmpty();
    }

    @Test
    void noiseDoesNotAlert() {
        Random random = new Random(7);
        int alerts = 0;
        for (int room = 0; room < 200; room++) {
            AccuracyWatch one = new AccuracyWatch();
            for (int day = 0; day < 365; day++) {
                double accuracy = IntStream.range(0, 12).filter(i -> random.nextDouble() < 0.3).count() / 12.0;
                if (one.ended(new AccuracyWatch.Day(accuracy, 0.2)).filter(verdict -> !verdict.recovered()).isPresent()) {
                    alerts++;
                }
            }
        }

        assertThat(alerts).as("alerts in 200 years of rooms").isLessThan(20);
    }

    @Test
    void theOwnerIsToldOfDaysThatWentWrong() {
        RoomId kitchen = new RoomId("kitchen");
        AccuracyTracker tracker = new AccuracyTracker(new Home(ZoneOffset.UTC, List.of(new Room(kitchen, "Kitchen")), List.of(),
                Home.DEFAULT_HOLD_OFF, Map.of()));
        boolean occupied = true;
        tracker.changed(kitchen, START, occupied);
        List<Alert> alerts = new ArrayList<>();
        for (int hour = 1; hour < 24 * 14; hour++) {
            Instant now = START.plus(Duration.ofHours(hour));
            boolean learned = hour < 24 * 12;
            occupied = !occupied;
            tracker.changed(kitchen, now, occupied);
            double minutes = learned ? 58 : 300;
            tracker.asked(kitchen, new Answer(now, minutes, 0.9, minutes, List.of(0.5, 0.5, 0.5, 0.5)));
            tracker.asked(kitchen, new Answer(now.plusSeconds(120), minutes, 0.9, minutes, List.of(0.5, 0.5, 0.5, 0.5)));
            alerts.addAll(tracker.takeAlerts());
        }

        tracker.passTo(START.plus(Duration.ofDays(14)));
        alerts.addAll(tracker.takeAlerts());

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.type()).isEqualTo(Alert.Type.ACCURACY_DEGRADATION);
            assertThat(alert.roomId()).isEqualTo(Optional.of(kitchen));
            assertThat(alert.message()).contains("Kitchen").contains("100 %");
            assertThat(alert.at()).isEqualTo(START.plus(Duration.ofDays(14)));
            assertThat(alert.alertId()).contains("kitchen").hasSizeLessThan(128);
            assertThat(alert.details()).extracting(Alert.Detail::name)
                    .containsExactly("current_accuracy", "previous_accuracy", "threshold", "const15_accuracy");
        });
        assertThat(tracker.takeAlerts()).isEmpty();
    }

    @Test
    void itIsCriticalWhenInFifteenMinutesWouldBeRightMoreOften() {
        Room room = new Room(new RoomId("hall"), "Hall");

        assertThat(AccuracyAlerts.of(room, new AccuracyWatch.Verdict(false, 0.1, 0.2, 0.4, 0.3), START).severity())
                .isEqualTo(Alert.Severity.CRITICAL);
        assertThat(AccuracyAlerts.of(room, new AccuracyWatch.Verdict(false, 0.3, 0.2, 0.4, 0.3), START).severity())
                .isEqualTo(Alert.Severity.WARNING);
        assertThat(AccuracyAlerts.of(room, new AccuracyWatch.Verdict(true, 0.3, 0.2, 0.4, 0.3), START).type())
                .isEqualTo(Alert.Type.ACCURACY_RECOVERED);
    }

    private List<AccuracyWatch.Verdict> days(double... accuracies) {
        List<AccuracyWatch.Verdict> verdicts = new ArrayList<>();
        for (double accuracy : accuracies) {
            watch.ended(new AccuracyWatch.Day(accuracy, 0.2)).ifPresent(verdicts::add);
        }
        return verdicts;
    }
}
