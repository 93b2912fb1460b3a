package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.Forecast;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import io.roomcast.tracking.accuracy.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has every forecast scored, and announces every hour how good they have been over a day and over a week. {@link #accuracy} and
 * {@link #figures} are for any thread, the rest for one.
 */
final class Scoring {

    private static final Duration EVERY = Duration.ofHours(1);

    private final AccuracyTracker tracker;
    private final Consumer<? super Announcement> announce;
    private volatile SortedMap<RoomId, Double> accuracy = Collections.emptySortedMap();
    private Instant next = Instant.MIN;

    Scoring(Home home, Consumer<? super Announcement> announce) {
        this.tracker = new AccuracyTracker(home);
        this.announce = announce;
    }

    /** The share of predictions of the last day that were right, for each room of which it is known. */
    SortedMap<RoomId, Double> accuracy() {
        return accuracy;
    }

    /** What came of the predictions of the last day and the last week, room by room. */
    List<RoomFigures> figures() {
        return Stream.of(AccuracyTracker.DAY, AccuracyTracker.WEEK).flatMap(window -> tracker.figures(window).stream()).toList();
    }

    void asked(Forecast forecast) {
        tracker.asked(forecast.room(), new Answer(forecast.madeAt(), forecast.minutes(), forecast.confidence(), forecast.median(),
                forecast.occupancy()));
    }

    void changed(RoomId room, Occupancy now, Instant at) {
        if (now == Occupancy.UNKNOWN) {
            tracker.lost(room, at);
        } else {
            tracker.changed(room, at, now == Occupancy.OCCUPIED);
        }
    }

    /** Lets the time pass, and tells what has come about: alerts are announced, and returned as well. */
    List<Alert> passTo(Instant now) {
        tracker.passTo(now);
        List<Alert> alerts = tracker.takeAlerts();
        alerts.forEach(announce);
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            // The last one is what stands as the room's accuracy.
            tracker.takeReports(AccuracyTracker.WEEK, now).forEach(announce);
            tracker.takeReports(AccuracyTracker.DAY, now).forEach(this::announceOfDay);
        }
        return alerts;
    }

    private void announceOfDay(AccuracyReport report) {
        TreeMap<RoomId, Double> changed = new TreeMap<>(accuracy);
        changed.put(report.room().id(), report.accuracy());
        accuracy = Collections.unmodifiableSortedMap(changed);
        announce.accept(report);
    }
}
