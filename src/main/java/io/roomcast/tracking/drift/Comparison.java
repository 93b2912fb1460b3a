package io.roomcast.tracking.drift;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.statistics.Deviation;
import io.roomcast.tracking.statistics.Deviation.Prior;
import io.roomcast.tracking.statistics.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Holds the current days of a home against the days before. */
final class Comparison {

    /** What the findings about sensors are called, before the sensor's entity id. */
    static final String SENSOR = "activity_";

    /** A figure that fewer of the days before have says nothing. */
    private static final int LEAST_FIGURES = 5;

    /** A room or a sensor of which fewer of the days before are known is not judged. */
    static final int LEAST_DAYS = 7;

    /** A room that changes less often has hardly a pattern to lose. */
    private static final double LEAST_TRANSITIONS_A_DAY = 2;

    /** By how many standard deviations one day can count: so that a party is only one odd day. */
    private static final double TAMED = 4;

    /** The same of sensors, which are more regular than rooms. */
    private static final double TAMED_SENSOR = 6;

    /** That of the root of a count that varies like Poisson's. */
    private static final Prior OF_ACTIVITY = new Prior(0.25, 4);

    /** Of the logarithm of the likelihood ratio of some usual days; the rooms of a home are nearly independent in it. */
    private static final double VARIANCE_OF_MOVES_PER_ROOM = 40;
    private static final double DAYS_OF_MOVES = 4;

    private final List<HomeDay> before;
    private final List<HomeDay> current;
    private final Map<String, RoomId> roomOf;
    private final List<RoomId> rooms;

    /** @param roomOf the room of each sensor */
    Comparison(List<HomeDay> before, List<HomeDay> current, Map<String, RoomId> roomOf) {
        this.before = before;
        this.current = current;
        this.roomOf = roomOf;
        this.rooms = new TreeSet<>(current.get(0).rooms().keySet()).stream()
                .filter(room -> days(current, room).size() == current.size())
                .filter(room -> days(before, room).size() >= LEAST_DAYS)
                .filter(room -> Effects.mean(days(before, room), RoomDay::transitionCount) >= LEAST_TRANSITIONS_A_DAY)
                .toList();
    }

    /** What each {@link RoomTest} says of each room. */
    List<Finding> ofRooms() {
        List<Finding> findings = new ArrayList<>();
        for (RoomId room : rooms) {
            List<RoomDay> base = days(before, room);
            List<RoomDay> now = days(current, room);
            for (RoomTest test : RoomTest.values()) {
                double[] usual = IntStream.range(0, base.size()).mapToDouble(i -> test.figure(base.get(i), without(base, i))).toArray();
                double[] figures = now.stream().mapToDouble(day -> test.figure(day, base)).toArray();
                score(test.prior(), TAMED, usual, figures).ifPresent(score -> findings.add(new Finding(test.label(), test.type(),
                        Optional.of(room), score, test.bothSides() ? 2 * Tail.ofNormal(Math.abs(score)) : Tail.ofNormal(score),
                        test.effect().of(base, now))));
            }
        }
        return findings;
    }

    /** Whether sensors report less; the root makes counts alike in variance. */
    List<Finding> ofSensors() {
        List<Finding> findings = new ArrayList<>();
        for (String sensor : new TreeSet<>(current.get(0).sensors().keySet())) {
            double[] usual = activity(before, sensor);
            double[] now = activity(current, sensor);
            if (usual.length < LEAST_DAYS) {
                continue;
            }
            score(OF_ACTIVITY, TAMED_SENSOR, roots(usual), roots(now)).ifPresent(score -> findings.add(new Finding(SENSOR + sensor,
                    Drift.Type.FEATURE_DRIFT, Optional.of(roomOf.get(sensor)), -score, Tail.ofNormal(-score), lost(usual, now))));
        }
        return findings;
    }

    private static double[] activity(List<HomeDay> days, String sensor) {
        return days.stream().filter(day -> day.sensors().containsKey(sensor)).mapToDouble(day -> day.sensors().get(sensor)).toArray();
    }

    private static double[] roots(double[] counts) {
        return Arrays.stream(counts).map(Math::sqrt).toArray();
    }

    private static double lost(double[] usual, double[] now) {
        double before = Arrays.stream(usual).average().orElse(0);
        return before == 0 ? 0 : Math.max(0, 1 - Arrays.stream(now).average().orElse(0) / before);
    }

    /** Whether the routine of the home has moved, and by how many hours. */
    Optional<Moved> ofRoutine() {
        List<RoomId> wholly = rooms.stream().filter(room -> days(before, room).size() == before.size()).toList();
        int n = before.size();
        int w = current.size();
        if (wholly.isEmpty() || n - w < 1) {
            return Optional.empty();
        }
        MovedRoutine routine = new MovedRoutine(wholly.stream().map(room -> days(before, room)).toList(),
                wholly.stream().map(room -> days(current, room)).toList());
        double[] usual = IntStream.rangeClosed(0, n - w).mapToDouble(from -> routine.gain(from, from + w)).toArray();
        double score = new Deviation(usual, new Prior(VARIANCE_OF_MOVES_PER_ROOM * wholly.size(), DAYS_OF_MOVES))
                .score(routine.gain(n, n + w));
        double effect = wholly.stream().mapToDouble(room -> Effects.transitions(days(before, room), days(current, room))).average()
                .orElseThrow();
        return Optional.of(new Moved(new Finding("moved_routine", Drift.Type.PATTERN_DRIFT, Optional.empty(), score,
                Tail.ofNormal(score), effect), routine.hours(n, n + w)));
    }

    /** What was found, and the hours, positive for later. */
    record Moved(Finding finding, int hours) {
    }

    private static OptionalDouble score(Prior prior, double most, double[] usual, double[] now) {
        double[] known = known(usual);
        double[] knownNow = known(now);
        if (known.length < LEAST_FIGURES || knownNow.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(new Deviation(known, prior).sustainedScore(most, knownNow));
    }

    private static double[] known(double[] figures) {
        return Arrays.stream(figures).filter(figure -> !Double.isNaN(figure)).toArray();
    }

    private static List<RoomDay> without(List<RoomDay> days, int index) {
        List<RoomDay> rest = new ArrayList<>(days);
        rest.remove(index);
        return rest;
    }

    private static List<RoomDay> days(List<HomeDay> days, RoomId room) {
        return days.stream().map(day -> day.rooms().get(room)).filter(Objects::nonNull).toList();
    }
}
