package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.Forecast;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.accuracy.AccuracyTracker;
import io.roomcast.tracking.accuracy.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has every forecast scored, and announces every hour how good they have been over a day and over a week. It can {@linkplain #restore go
 * on} from what was kept before a start. {@link #accuracy} and {@link #figures} are for any thread, the rest for one.
 */
final class Scoring {

    private static final Duration EVERY = Duration.ofHours(1);

    /** When the clock was set back by more than that, what was scored later is of no use. */
    private static final Duration SET_BACK = Duration.ofHours(1);

    private final Home home;
    private final Consumer<? super Announcement> announce;
    private volatile SortedMap<RoomId, Double> accuracy = Collections.emptySortedMap();
    private volatile AccuracyTracker tracker;
    private Optional<Resumption> resumption = Optional.empty();
    private Instant next = Instant.MIN;

    Scoring(Home home, Consumer<? super Announcement> announce) {
        this.home = home;
        this.tracker = new AccuracyTracker(home);
        this.announce = announce;
    }

    /** Goes on from there, with what is recalled next. */
    void restore(AccuracyMemory memory) {
        tracker = new AccuracyTracker(home, memory);
        resumption = tracker.told().map(since -> new Resumption(home, tracker, since));
    }

    /** All that there is to go on from. */
    AccuracyMemory memory() {
        return tracker.memory();
    }

    /** In the past that is recalled a sensor was heard. */
    void heard(Instant at) {
        resumption.ifPresent(past -> past.heard(at));
    }

    /** In the past that is recalled a room changed. */
    void recalled(RoomId room, Occupancy now, Instant at) {
        resumption.ifPresent(past -> past.changed(room, now, at));
    }

    /** All of the past is recalled, and it is that moment. */
    void goLive(Instant moment) {
        resumption.ifPresent(Resumption::end);
        resumption = Optional.empty();
        Instant told = tracker.told().orElse(moment);
        if (told.isAfter(moment.plus(SET_BACK))) {
            tracker = new AccuracyTracker(home);
        } else if (told.isAfter(moment.plus(OccupancyTracker.TOLERANCE))) {
            // The clock was set back: for what was asked by the clock as it was there is no truth by the clock as it is.
            home.rooms().forEach(room -> tracker.lost(room.id(), told));
        }
        TreeMap<RoomId, Double> reported = new TreeMap<>(tracker.reported(AccuracyTracker.DAY));
        reported.keySet().removeIf(room -> !home.isSensed(room));
        accuracy = Collections.unmodifiableSortedMap(reported);
    }

    /** The share of predictions of the last day that were right, for each room of which it is known. */
    SortedMap<RoomId, Double> accuracy() {
        return accuracy;
    }

    /** What came of the predictions of the last day and the last week, room by room. */
    List<RoomFigures> figures() {
        AccuracyTracker asked = tracker;
        return Stream.of(AccuracyTracker.DAY, AccuracyTracker.WEEK).flatMap(window -> asked.figures(window).stream()).toList();
    }

    void asked(Forecast forecast) {
        tracker.asked(forecast.room(), new Answer(forecast.madeAt(), forecast.minutes(), forecast.confidence(), forecast.median(),
                forecast.occupancy()));
    }

    void changed(RoomId room, Occupancy now, Instant at) {
        Resumption.tell(tracker, room, now, at);
    }

    /** Lets the time pass, and tells what has come about: alerts are announced, and returned as well. */
    List<Alert> passTo(Instant now) {
        tracker.passTo(now);
        List<Alert> alerts = tracker.takeAlerts();
        alerts.forEach(announce);
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            // The last one is what stands as the room's accuracy.
            reports(AccuracyTracker.WEEK, now).forEach(announce);
            reports(AccuracyTracker.DAY, now).forEach(this::announceOfDay);
        }
        return alerts;
    }

    /** Of a room that has lost its sensors nothing is predicted any more, whatever is known of former predictions. */
    private List<AccuracyReport> reports(Duration window, Instant now) {
        return tracker.takeReports(window, now).stream().filter(report -> home.isSensed(report.room().id())).toList();
    }

    private void announceOfDay(AccuracyReport report) {
        TreeMap<RoomId, Double> changed = new TreeMap<>(accuracy);
        changed.put(report.room().id(), report.accuracy());
        accuracy = Collections.unmodifiableSortedMap(changed);
        announce.accept(report);
    }
}
