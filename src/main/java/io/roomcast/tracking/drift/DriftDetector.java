package io.roomcast.tracking.drift;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.tracking.Drift;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices when a home is no longer lived in as it was.
 *
 * <p>At each midnight of the home it holds the last three days, and the last two, against the days before, at least {@value
 * Comparison#LEAST_DAYS} and at most {@value #MOST_BEFORE}. Days on which the people were away do not count. The tests are those of
 * {@link RoomTest} for each room, of sensors that report less or nothing ({@link SensorComparison}), of any two rooms that have changed
 * places ({@link SwappedRooms}), of a routine that has moved by hours ({@link MovedRoutine}), of all rooms together ({@link Judgement}),
 * and of the predictions' loss ({@link ConceptWatch}). A day, not an event, is the unit of all of them. Together they are allowed {@value
 * #FALSE_ALARMS_A_DAY} false alarms a day of a home that stays as it is, however many rooms and sensors it has.
 *
 * <p>After an alarm the days before it are forgotten of the rooms it was about, or of all if it was about the home as a whole; the last
 * three are the first of the new usual. So nothing more can be found of these rooms for a week. The other rooms have to be a thousand
 * times as certain for {@value #QUIET_DAYS} days, in which most of them would only say the same once more; and for {@value #WARY_DAYS}
 * days a further alarm has to be ten times as certain, for in a home that changes that often it says less.
 *
 * <p>Tell it what happens in the order of time; what comes late counts as of the latest moment. Keeps a month of days, some tens of
 * kilobytes a room. Thread-safe.
 */
public final class DriftDetector {

    static final int MOST_BEFORE = 28;
    static final double FALSE_ALARMS_A_DAY = 0.01;
    static final int QUIET_DAYS = 3;
    static final int WARY_DAYS = 30;

    private static final int CURRENT = 3;

    /** A room is quiet on a day with less than that share of its usual transitions. */
    private static final double QUIET = 0.5;
    private static final double MOST_OF_THE_ROOMS = 0.75;
    private static final int MOST_DAYS_AWAY = 21;

    private final Home home;
    private final Map<String, RoomId> roomOf;
    private final DayRecorder recorder;
    private final ConceptWatch concept = new ConceptWatch();
    private final Deque<HomeDay> days = new ArrayDeque<>();
    private final List<Drift> drifts = new ArrayList<>();
    private int daysAway;
    private LocalDate lastAlarm = LocalDate.EPOCH;

    public DriftDetector(Home home) {
        this.home = home;
        this.roomOf = home.sensors().stream().collect(Collectors.toMap(Sensor::entityId, Sensor::room));
        this.recorder = new DayRecorder(home, this::ended);
    }

    /** A sensor reported that somebody is there. */
    public synchronized void reported(String entityId, Instant at) {
        recorder.reported(entityId, at);
    }

    /** The room is occupied, or vacant, from that moment on. */
    public synchronized void changed(RoomId room, Instant at, boolean occupied) {
        recorder.changed(room, at, occupied);
    }

    /** From that moment on nobody can tell whether the room is occupied. */
    public synchronized void lost(RoomId room, Instant at) {
        recorder.lost(room, at);
    }

    /**
     * A prediction was scored.
     *
     * @param loss how bad it was by a proper score, such as the log loss of the occupancy forecast; 0 or more, 0 is perfect
     */
    public synchronized void scored(RoomId room, Instant at, double loss) {
        if (!(loss >= 0)) {
            throw new IllegalArgumentException("no loss: " + loss);
        }
        recorder.scored(room, at, loss);
    }

    /** What it cannot be told again; if it was told anything. */
    public synchronized Optional<DriftMemory> memory() {
        return recorder.memory();
    }

    /** Goes on from there; to be told before it is told of the days that the memory knows of. */
    public synchronized void restore(DriftMemory memory) {
        recorder.restore(memory);
    }

    /** Lets the time pass. */
    public synchronized void passTo(Instant now) {
        recorder.passTo(now);
    }

    /** What has been noticed since this was asked last, for the owner to know; told but once. */
    public synchronized List<Drift> takeDrifts() {
        List<Drift> taken = List.copyOf(drifts);
        drifts.clear();
        return taken;
    }

    private void ended(HomeDay day) {
        if (isAway(day)) {
            return;
        }
        days.addLast(day);
        if (days.size() > MOST_BEFORE + CURRENT) {
            days.removeFirst();
        }
        if (days.size() >= Comparison.LEAST_DAYS + CURRENT) {
            List<HomeDay> all = List.copyOf(days);
            judge(all.subList(0, all.size() - CURRENT), all.subList(all.size() - CURRENT, all.size()));
        }
    }

    /**
     * Whether much less went on than on other days, in most of the rooms: so the people were away for most of the day. Not for weeks,
     * though: then that is how they live.
     */
    private boolean isAway(HomeDay day) {
        long quiet = day.rooms().keySet().stream().filter(room -> isQuiet(day, room)).count();
        daysAway = quiet >= MOST_OF_THE_ROOMS * day.rooms().size() ? daysAway + 1 : 0;
        return daysAway > 0 && daysAway <= MOST_DAYS_AWAY;
    }

    private boolean isQuiet(HomeDay day, RoomId room) {
        double usual = days.stream().map(HomeDay::rooms).filter(rooms -> rooms.containsKey(room))
                .mapToDouble(rooms -> rooms.get(room).transitionCount()).average().orElse(1);
        return day.rooms().get(room).transitionCount() < QUIET * usual;
    }

    private void judge(List<HomeDay> before, List<HomeDay> current) {
        concept.ended(current.get(current.size() - 1), before);
        Judgement judgement = Judgement.of(new Comparison(before, current, roomOf), concept.findings(before, current));
        LocalDate today = current.get(current.size() - 1).date();
        double allowed = allowed(today);
        if (judgement.p() <= allowed) {
            List<Drift> found = DriftReports.of(home, judgement, before, current);
            drifts.addAll(found);
            forget(before, current, judgement.homeWide() <= allowed ? rooms() : found.stream().map(drift -> drift.room().id()).toList());
            lastAlarm = today;
        }
    }

    private double allowed(LocalDate today) {
        if (today.isAfter(lastAlarm.plusDays(WARY_DAYS))) {
            return FALSE_ALARMS_A_DAY;
        }
        return today.isAfter(lastAlarm.plusDays(QUIET_DAYS)) ? FALSE_ALARMS_A_DAY / 10 : FALSE_ALARMS_A_DAY / 1000;
    }

    private List<RoomId> rooms() {
        return home.rooms().stream().map(Room::id).toList();
    }

    private void forget(List<HomeDay> before, List<HomeDay> current, Collection<RoomId> rooms) {
        Set<RoomId> forgotten = Set.copyOf(rooms);
        rooms.forEach(concept::reset);
        days.clear();
        before.stream().map(day -> day.without(forgotten, roomOf)).filter(day -> !day.rooms().isEmpty()).forEach(days::addLast);
        days.addAll(current);
    }
}
