package io.roomcast.tracking.accuracy;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.scoring.Figures;
import io.roomcast.prediction.scoring.Scores;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.accuracy.RoomMemory.Reported;
import io.roomcast.tracking.accuracy.RoomMemory.Untold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores all predictions of a home as time goes by.
 *
 * <p>Every prediction is scored, also one that a later one has replaced: as right when the transition comes within 15 minutes of what
 * was predicted, as wrong when it comes at another time or, at the latest, when 15 minutes more than predicted have gone by without
 * it. None expires. A prediction counts from the moment when it is decided. How far off it was is known when the transition comes; until
 * then at least the time gone by counts. Only what was asked about a room while nobody could tell how it was, or whose sensors failed
 * before it was decided, cannot be scored; it is told how much that is.
 *
 * <p>Predictions are scored apart by {@link Kind}; what is reported is the {@link Kind#GRID}. "In 15 minutes" and the climatology are
 * scored on the very same questions, see {@link Figures}.
 *
 * <p>Tell it what happens in the order of time; what comes late counts as of the latest moment. Keeps a week, at most some megabytes a
 * room. Thread-safe.
 */
public final class AccuracyTracker {

    /** The windows it is usual to look at. */
    public static final Duration DAY = Duration.ofHours(24);

    /** Further back nothing is kept. */
    public static final Duration WEEK = RoomAccuracy.KEPT;

    private final Map<RoomId, Watched> rooms = new LinkedHashMap<>();

    /** One that knows nothing yet. */
    public AccuracyTracker(Home home) {
        for (Room room : home.rooms()) {
            rooms.put(room.id(), new Watched(room, home));
        }
    }

    /** One that goes on from what another knew. Rooms that are new know nothing yet; what is known of others is left out. */
    public AccuracyTracker(Home home, AccuracyMemory memory) {
        this(home);
        for (RoomMemory known : memory.rooms()) {
            home.rooms().stream().filter(room -> room.id().value().equals(known.room()))
                    .forEach(room -> rooms.get(room.id()).restore(known));
        }
    }

    private static final class Watched {
        private final Room room;
        private final AccuracyWatch watch = new AccuracyWatch();
        private final RoomAccuracy accuracy;
        private final List<Reported> reported = new ArrayList<>();
        private final List<Untold> verdicts = new ArrayList<>();

        private Watched(Room room, Home home) {
            this.room = room;
            this.accuracy = new RoomAccuracy(home.zone(), (date, day) -> watch.ended(day).ifPresent(verdict ->
                    verdicts.add(new Untold(date.plusDays(1).atStartOfDay(home.zone()).toEpochSecond(), verdict))));
        }

        private RoomMemory memory() {
            return new RoomMemory(room.id().value(), accuracy.state(), watch.state(), reported, verdicts);
        }

        private void restore(RoomMemory memory) {
            accuracy.restore(memory.accuracy());
            watch.restore(memory.watch());
            reported.addAll(memory.reported());
            verdicts.addAll(memory.verdicts());
        }

        private Optional<Reported> reported(Duration window) {
            return reported.stream().filter(report -> report.isOf(window)).findFirst();
        }

        private List<Alert> takeAlerts() {
            List<Alert> taken = verdicts.stream().map(untold -> AccuracyAlerts.of(room, untold.verdict(), untold.at())).toList();
            verdicts.clear();
            return taken;
        }
    }

    /** All that is known by now. */
    public synchronized AccuracyMemory memory() {
        return new AccuracyMemory(rooms.values().stream().map(Watched::memory).toList());
    }

    /** The latest moment it was told of, if it was told of any. */
    public synchronized Optional<Instant> told() {
        return rooms.values().stream().flatMap(watched -> watched.accuracy.told().stream()).max(Comparator.naturalOrder());
    }

    /** The share that was right, of each room of which it was reported for that window, as it was reported last. */
    public synchronized SortedMap<RoomId, Double> reported(Duration window) {
        SortedMap<RoomId, Double> shares = new TreeMap<>();
        rooms.forEach((id, watched) -> watched.reported(window).ifPresent(report -> shares.put(id, report.accuracy())));
        return shares;
    }

    /** A prediction was made. */
    public synchronized void asked(RoomId room, Answer answer) {
        watched(room).accuracy.asked(answer);
    }

    /** The room is occupied, or vacant, from that moment on. */
    public synchronized void changed(RoomId room, Instant at, boolean occupied) {
        watched(room).accuracy.changed(at, occupied);
    }

    /** From that moment on nobody can tell whether the room is occupied. */
    public synchronized void lost(RoomId room, Instant at) {
        watched(room).accuracy.lost(at);
    }

    /** Lets the time pass. */
    public synchronized void passTo(Instant now) {
        rooms.values().forEach(room -> room.accuracy.passTo(now));
    }

    /** What has come about since this was asked last, for the owner to know; told but once. */
    public synchronized List<Alert> takeAlerts() {
        return rooms.values().stream().flatMap(watched -> watched.takeAlerts().stream()).sorted(Comparator.comparing(Alert::at)).toList();
    }

    /** A report of each room whose figures have changed since the last report of that window, as of the latest moment that was told. */
    public synchronized List<AccuracyReport> takeReports(Duration window, Instant now) {
        passTo(now);
        List<AccuracyReport> news = new ArrayList<>();
        for (Watched watched : rooms.values()) {
            report(watched, window, now).ifPresent(news::add);
        }
        return news;
    }

    private static Optional<AccuracyReport> report(Watched watched, Duration window, Instant now) {
        Figures figures = watched.accuracy.scores(Kind.GRID, now.minus(window)).figures();
        Optional<Reported> last = watched.reported(window);
        Reported next = new Reported(window.toSeconds(), figures.within15(), figures.questions());
        if (figures.questions() == 0 || last.equals(Optional.of(next))) {
            return Optional.empty();
        }
        last.ifPresent(watched.reported::remove);
        watched.reported.add(next);
        return Optional.of(new AccuracyReport(watched.room, figures.within15(),
                last.map(report -> OptionalDouble.of(report.accuracy())).orElseGet(OptionalDouble::empty),
                OptionalDouble.of(figures.meanErrorMinutes()), figures.questions(), (int) window.toHours(),
                (int) Scores.THRESHOLD_MINUTES, now));
    }

    /** What came of the predictions for each room that were decided in that window, as of the latest moment that was told. */
    public synchronized List<RoomFigures> figures(Duration window) {
        return rooms.values().stream().map(watched -> figures(watched, window)).toList();
    }

    private static RoomFigures figures(Watched watched, Duration window) {
        RoomAccuracy accuracy = watched.accuracy;
        Instant since = accuracy.told().map(told -> told.minus(window)).orElse(Instant.MIN);
        HourlyTally.Count between = accuracy.between(since);
        return new RoomFigures(watched.room, (int) window.toHours(), scored(accuracy.scores(Kind.GRID, since)),
                scored(accuracy.scores(Kind.EVENT, since)), between.asked(), between.right(), accuracy.unscored());
    }

    private static RoomFigures.Scored scored(Scores scores) {
        return new RoomFigures.Scored(scores.figures(), scores.selective());
    }

    private Watched watched(RoomId room) {
        Watched watched = rooms.get(room);
        if (watched == null) {
            throw new IllegalArgumentException("no room " + room);
        }
        return watched;
    }
}
