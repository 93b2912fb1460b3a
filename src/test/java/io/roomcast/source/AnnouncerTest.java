package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-01-15T14:30:00Z");

    private final List<Announcement> told = new ArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ManualTimer timer = new ManualTimer();
    private final Announcer announcer = new Announcer(this::tell, timer, timer,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), 0, new Random(1)), metrics.counter("lost", ""));
    private boolean away;
    private boolean broken;
    private Optional<String> failing = Optional.empty();

    private void tell(Announcement announcement) {
        if (broken || announcement instanceof Alert alert && failing.equals(Optional.of(alert.alertId()))) {
            throw new IllegalStateException("somebody who is told fails");
        }
        if (away && announcement instanceof CriticalAnnouncement) {
            throw new StoreUnavailableException("away", null);
        }
        told.add(announcement);
    }

    private static Alert alert(String id) {
        return new Alert(id, Alert.Type.SENSOR_UNAVAILABLE, Alert.Severity.WARNING, "text", Optional.empty(), Optional.empty(), NOW,
                List.of());
    }

    private static StateChange state() {
        return new StateChange(Room.named(new RoomId("kitchen")), Occupancy.VACANT, Occupancy.OCCUPIED, NOW, "test");
    }

    @Test
    void whatCannotBeStoredIsToldAgainInItsOrderAndHoldsUpNothingElse() {
        away = true;
        announcer.accept(alert("first"));
        announcer.accept(alert("second"));
        announcer.accept(state());
        assertThat(told).containsExactly(state());

        timer.pass(Duration.ofSeconds(3));
        away = false;
        timer.pass(Duration.ofSeconds(4));

        assertThat(told).containsExactly(state(), alert("first"), alert("second"));
        assertThat(timer.waiting()).isEmpty();
    }

    @Test
    void oneThatFailsOnceForAnotherReasonIsNotLost() {
        broken = true;
        announcer.accept(alert("first"));
        announcer.accept(state());
        broken = false;
        announcer.accept(alert("second"));

        timer.pass(Duration.ofSeconds(1));

        assertThat(told).containsExactly(alert("first"), alert("second"));
        assertThat(metrics.count("lost")).isZero();
    }

    @Test
    void oneThatFailsEveryTimeForAnotherReasonIsGivenUpByNameAndTheNextIsTold() {
        broken = true;
        announcer.accept(alert("first"));
        announcer.accept(alert("second"));
        timer.pass(Duration.ofSeconds(1 + 2 + 4));
        assertThat(metrics.count("lost")).isZero();

        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            timer.pass(Duration.ofSeconds(8));

            assertThat(log.lines()).filteredOn(line -> line.contains("given up")).singleElement().asString()
                    .startsWith("The alert first could not be announced and is given up");
        }
        broken = false;
        timer.pass(Duration.ofSeconds(1));

        assertThat(told).containsExactly(alert("second"));
        assertThat(metrics.count("lost")).isEqualTo(1);
    }

    @Test
    void onlySoManyWait() {
        away = true;
        for (int i = 0; i < Announcer.MOST + 5; i++) {
            announcer.accept(alert("alert " + i));
        }

        away = false;
        timer.pass(Duration.ofSeconds(8));

        assertThat(told).hasSize(Announcer.MOST);
        assertThat(metrics.count("lost")).isEqualTo(5);
    }

    @Test
    void atItsEndWhatWaitsIsTriedOnceMore() {
        away = true;
        announcer.accept(alert("first"));
        announcer.accept(alert("second"));
        away = false;

        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            announcer.close(PATIENCE);

            assertThat(log.lines()).isEmpty();
        }
        assertThat(told).containsExactly(alert("first"), alert("second"));
        assertThat(metrics.count("lost")).isZero();
        assertThat(timer.waiting()).isEmpty();
    }

    @Test
    void whatIsStillNotStoredThenIsNamedInOneLine() {
        away = true;
        announcer.accept(alert("first"));
        announcer.accept(alert("second"));

        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            announcer.close(PATIENCE);
            announcer.close(PATIENCE);

            assertThat(log.lines()).singleElement().asString().contains("2 alerts", "first, second");
        }
        assertThat(metrics.count("lost")).isEqualTo(2);
        away = false;
        timer.pass(Duration.ofMinutes(1));
        assertThat(told).isEmpty();
    }

    @Test
    void oneThatFailsForAnotherReasonAtTheEndHoldsUpNoOther() {
        failing = Optional.of("first");
        announcer.accept(alert("first"));
        announcer.accept(alert("second"));

        announcer.close(PATIENCE);

        assertThat(told).containsExactly(alert("second"));
        assertThat(metrics.count("lost")).isEqualTo(1);
    }

    @Test
    void aStoreThatHangsDoesNotHoldUpTheEnd() {
        Announcer hanging = new Announcer(this::tell, neverRuns -> { }, timer,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), 0, new Random(1)), metrics.counter("lost", ""));
        hanging.accept(alert("first"));

        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            hanging.close(Duration.ofMillis(1));

            assertThat(log.lines()).singleElement().asString().contains("first");
        }
        assertThat(metrics.count("lost")).isEqualTo(1);
    }

    @Test
    void whatComesAfterTheEndIsNamedToo() {
        announcer.close(PATIENCE);

        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            announcer.accept(alert("late"));

            assertThat(log.lines()).singleElement().asString().contains("late");
        }
        assertThat(told).isEmpty();
        assertThat(metrics.count("lost")).isEqualTo(1);
    }
}
