package io.roomcast.tracking.accuracy;

import io.roomcast.home.OccupancyTracker;
import io.roomcast.prediction.scoring.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The questions about one room. */
final class RoomAccuracy {

    static final Duration KEPT = Duration.ofDays(7);
    /** A week of quarters of an hour is 672; a room that changes all the time has this many transitions in a week. */
    static final int MOST_KEPT = 4096;
    static final int MOST_OPEN = 8192;

    private static final Duration GRID = Duration.ofMinutes(15);
    /** A day is judged when a quarter of it was asked about; less says little of it. */
    private static final int LEAST_A_DAY = 24;
    private static final Duration LATE_FOR_GRID = Duration.ofMinutes(5);
    private static final Duration LATE_FOR_EVENT = Duration.ofMinutes(1);

    private final ZoneId zone;
    private final BiConsumer<LocalDate, AccuracyWatch.Day> dayEnded;
    private LiveClimatology climatology;
    private final List<Question> open = new ArrayList<>();
    private final Map<Kind, Deque<Question>> decided = new EnumMap<>(Kind.class);
    private final HourlyTally between = new HourlyTally(KEPT);
    private Boolean occupied;
    private Instant told;
    private Instant eventUntil = Instant.MIN;
    private long quarter = Long.MIN_VALUE;
    private int transitionsToday;
    private long unscored;

    /** @param dayEnded takes each day on which the room changed and was asked about for some hours */
    RoomAccuracy(ZoneId zone, BiConsumer<LocalDate, AccuracyWatch.Day> dayEnded) {
        this.zone = zone;
        this.dayEnded = dayEnded;
        this.climatology = new LiveClimatology(zone);
        decided.put(Kind.GRID, new ArrayDeque<>());
        decided.put(Kind.EVENT, new ArrayDeque<>());
    }

    /**
     * All there is to know.
     *
     * @param occupied         how the room is, see {@link Sight}
     * @param told             the latest moment, if there is one
     * @param eventUntil       until when the next question counts as asked because of a transition, if any does
     * @param quarter          the last quarter of an hour that was asked about
     * @param transitionsToday how often the room has changed today
     * @param unscored         how many could not be scored
     */
    record AccuracyState(byte occupied, Moments told, Moments eventUntil, long quarter, int transitionsToday, long unscored,
            QuestionsMemory questions, HourlyTally.TallyState between, LiveClimatology.ClimatologyState climatology) {
    }

    AccuracyState state() {
        List<Question> questions = new ArrayList<>();
        decided.values().forEach(questions::addAll);
        open.stream().filter(question -> !question.isDecided()).forEach(questions::add);
        return new AccuracyState(Sight.of(occupied), Moments.of(told().stream().toList()),
                Moments.of(eventUntil.equals(Instant.MIN) ? List.of() : List.of(eventUntil)), quarter, transitionsToday, unscored,
                QuestionsMemory.of(questions), between.state(), climatology.state());
    }

    /** Goes on from there. */
    void restore(AccuracyState state) {
        for (Question question : state.questions.questions()) {
            if (question.isDecided()) {
                decided.get(question.kind()).addLast(question);
            }
            if (!question.isDecided() || !question.isSettled()) {
                open.add(question);
            }
        }
        between.restore(state.between);
        climatology = new LiveClimatology(zone, state.climatology);
        occupied = Sight.isOccupied(state.occupied);
        told = state.told.first().orElse(null);
        eventUntil = state.eventUntil.first().orElse(Instant.MIN);
        quarter = state.quarter;
        transitionsToday = state.transitionsToday;
        unscored = state.unscored;
    }

    void asked(Answer answer) {
        passTo(answer.askedAt());
        Question question = new Question(kind(answer.askedAt()), answer, climatology.horizons(answer.askedAt()));
        boolean clockWasSetBack = answer.askedAt().isBefore(told.minus(OccupancyTracker.TOLERANCE));
        if (occupied == null || open.size() >= MOST_OPEN || clockWasSetBack) {
            unscored++;
        } else {
            open.add(question);
        }
    }

    private Kind kind(Instant at) {
        if (!at.isAfter(eventUntil)) {
            eventUntil = Instant.MIN;
            return Kind.EVENT;
        }
        long asked = Math.floorDiv(at.getEpochSecond(), GRID.toSeconds());
        if (asked != quarter && at.getEpochSecond() - asked * GRID.toSeconds() < LATE_FOR_GRID.toSeconds()) {
            quarter = asked;
            return Kind.GRID;
        }
        return Kind.BETWEEN;
    }

    void changed(Instant moment, boolean isOccupied) {
        passTo(moment);
        if (occupied != null && occupied != isOccupied) {
            open.forEach(question -> question.changed(told));
            fileDecided();
            transitionsToday++;
            eventUntil = told.plus(LATE_FOR_EVENT);
        }
        occupied = isOccupied;
    }

    void lost(Instant moment) {
        passTo(moment);
        open.forEach(question -> question.lostSight(told));
        unscored += open.stream().filter(question -> !question.isDecided()).count();
        open.clear();
        occupied = null;
        eventUntil = Instant.MIN;
    }

    /** Lets the time pass, day by day; a moment that is past already is taken for the latest. */
    void passTo(Instant now) {
        if (told == null) {
            told = now;
        }
        while (now.isAfter(told)) {
            LocalDate day = told.atZone(zone).toLocalDate();
            Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
            stay(now.isBefore(midnight) ? now : midnight);
            if (!now.isBefore(midnight)) {
                endDay(day);
            }
        }
    }

    private void stay(Instant until) {
        if (occupied != null) {
            open.forEach(question -> question.stayed(until, occupied));
            fileDecided();
            climatology.stayed(told, until, occupied);
        }
        told = until;
    }

    /** Files each question when it is decided; it goes on learning until it is settled. */
    private void fileDecided() {
        for (Iterator<Question> questions = open.iterator(); questions.hasNext();) {
            Question question = questions.next();
            if (question.isNewlyDecided()) {
                file(question);
            }
            if (question.isSettled() || question.kind() == Kind.BETWEEN && question.isDecided()) {
                questions.remove();
            }
        }
    }

    private void file(Question question) {
        if (question.kind() == Kind.BETWEEN) {
            between.add(question.decidedAt(), question.isRight());
        } else {
            Deque<Question> kept = decided.get(question.kind());
            kept.addLast(question);
            while (kept.size() > MOST_KEPT || kept.getFirst().decidedAt().isBefore(question.decidedAt().minus(KEPT))) {
                kept.removeFirst();
            }
        }
    }

    private void endDay(LocalDate day) {
        Instant start = day.atStartOfDay(zone).toInstant();
        Scores scores = scores(Kind.GRID, start);
        if (transitionsToday > 0 && scores.figures().questions() >= LEAST_A_DAY) {
            dayEnded.accept(day, new AccuracyWatch.Day(scores.figures().within15(), scores.figures().const15()));
        }
        transitionsToday = 0;
    }

    /** The latest moment it was told of, if it was told of any. */
    Optional<Instant> told() {
        return Optional.ofNullable(told);
    }

    /** What came of those that were decided since. */
    Scores scores(Kind kind, Instant since) {
        Scores scores = new Scores();
        for (Question question : decided.get(kind)) {
            if (!question.decidedAt().isBefore(since)) {
                question.addTo(scores, told);
            }
        }
        return scores;
    }

    HourlyTally.Count between(Instant since) {
        return between.since(since);
    }

    long unscored() {
        return unscored;
    }
}
