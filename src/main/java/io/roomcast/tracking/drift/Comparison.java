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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Holds the current days of a home against the days before: all of them, and again without the first of them, which finds a change
 * one day earlier.
 */
final class Comparison {

    /** A figure that fewer of the days before have says nothing. */
    private static final int LEAST_FIGURES = 5;

    /** A room or a sensor of which fewer of the days before are known is not judged. */
    static final int LEAST_DAYS = 7;

    /** A room that changes less often has hardly a pattern to lose. */
    private static final double LEAST_TRANSITIONS_A_DAY = 2;

    /** By how many standard deviations one day can count: so that a party is only one odd day. */
    private static final double TAMED = 4;

    /** Of the logarithm of the likelihood ratio of some usual days; the rooms of a home are nearly independent in it. */
    private static final double VARIANCE_OF_MOVES_PER_ROOM = 40;
    private static final double DAYS_OF_MOVES = 4;

    /** The same of one day and two rooms. */
    private static final Prior OF_SWAPS = new Prior(40, 4);

    private final List<HomeDay> before;
    private final List<List<HomeDay>> spells;
    private final Map<String, RoomId> roomOf;
    private final List<RoomId> rooms;

    /**
     * @param current two days or more
     * @param roomOf  the room of each sensor
     */
    Comparison(List<HomeDay> before, List<HomeDay> current, Map<String, RoomId> roomOf) {
        this.before = before;
        this.spells = List.of(current, current.subList(1, current.size()));
        this.roomOf = roomOf;
        this.rooms = new TreeSet<>(current.get(0).rooms().keySet()).stream()
                .filter(room -> days(current, room).size() == current.size())
                .filter(room -> days(before, room).size() >= LEAST_DAYS)
                .filter(room -> Effects.mean(days(before, room), RoomDay::transitionCount) >= LEAST_TRANSITIONS_A_DAY)
                .toList();
    }

    /** What each {@link RoomTest} says of each room: of all current days, and of the last of them. */
    List<List<Finding>> ofRooms() {
        List<List<Finding>> findings = spells.stream().map(spell -> (List<Finding>) new ArrayList<Finding>()).toList();
        for (RoomId room : rooms) {
            List<RoomDay> base = days(before, room);
            for (RoomTest test : RoomTest.values()) {
                Usual usual = test.usual(base);
                double[] figures = known(base, usual::ofOneOfThem);
                for (int i = 0; i < spells.size(); i++) {
                    List<RoomDay> now = days(spells.get(i), room);
                    OptionalDouble score = score(test.prior(), figures, known(now, usual::of));
                    if (score.isPresent()) {
                        findings.get(i).add(new Finding(test.label(), test.type(), Optional.of(room), score.getAsDouble(),
                                test.p(score.getAsDouble()), test.effect().of(base, now)));
                    }
                }
            }
        }
        return findings;
    }

    private static double[] known(List<RoomDay> days, ToDoubleFunction<RoomDay> figure) {
        return days.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static OptionalDouble score(Prior prior, double[] usual, double[] now) {
        return usual.length < LEAST_FIGURES || now.length == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(new Deviation(usual, prior).sustainedScore(TAMED, now));
    }

    /** What is said of each sensor. */
    List<Finding> ofSensors() {
        return new SensorComparison(before, spells, roomOf).findings();
    }

    /** Whether any two rooms have changed places: a finding for either. */
    List<Finding> ofSwaps() {
        List<RoomId> known = known();
        List<Finding> findings = new ArrayList<>();
        if (known.size() < 2) {
            return findings;
        }
        SwappedRooms swapped = new SwappedRooms(of(known, before), of(known, spells.get(0)));
        double[] effects = known.stream().mapToDouble(room -> Effects.transitions(days(before, room), days(spells.get(0), room))).toArray();
        for (int one = 0; one < known.size(); one++) {
            for (int other = 0; other < one; other++) {
                double[] gains = swapped.gains(one, other);
                for (List<HomeDay> spell : spells) {
                    double[] now = Arrays.copyOfRange(gains, gains.length - spell.size(), gains.length);
                    double score = new Deviation(Arrays.copyOf(gains, before.size()), OF_SWAPS).sustainedScore(TAMED, now);
                    double p = Arrays.stream(now).sum() > 0 ? Tail.ofNormal(score) : 1;
                    findings.add(swapped(known.get(one), known.get(other), score, p, effects[one]));
                    findings.add(swapped(known.get(other), known.get(one), score, p, effects[other]));
                }
            }
        }
        return findings;
    }

    private static Finding swapped(RoomId room, RoomId with, double score, double p, double effect) {
        return new Finding("swapped_with_" + with, Drift.Type.PATTERN_DRIFT, Optional.of(room), score, p, effect);
    }

    /** Whether the routine of the home has moved, and by how many hours. */
    List<Moved> ofRoutine() {
        List<RoomId> known = known();
        if (known.isEmpty()) {
            return List.of();
        }
        MovedRoutine routine = new MovedRoutine(of(known, before), of(known, spells.get(0)));
        Prior prior = new Prior(VARIANCE_OF_MOVES_PER_ROOM * known.size(), DAYS_OF_MOVES);
        return spells.stream().map(spell -> moved(routine, spell, prior, known)).toList();
    }

    private Moved moved(MovedRoutine routine, List<HomeDay> spell, Prior prior, List<RoomId> known) {
        int n = before.size();
        int w = spell.size();
        int end = n + spells.get(0).size();
        double[] usual = IntStream.rangeClosed(0, n - w).mapToDouble(from -> routine.gain(from, from + w)).toArray();
        double score = new Deviation(usual, prior).score(routine.gain(end - w, end));
        double effect = known.stream().mapToDouble(room -> Effects.transitions(days(before, room), days(spell, room))).average()
                .orElseThrow();
        return new Moved(new Finding("moved_routine", Drift.Type.PATTERN_DRIFT, Optional.empty(), score, Tail.ofNormal(score), effect),
                routine.hours(end - w, end));
    }

    /** What was found, and the hours, positive for later. */
    record Moved(Finding finding, int hours) {
    }

    /** The rooms of which all the days before are known. */
    private List<RoomId> known() {
        return rooms.stream().filter(room -> days(before, room).size() == before.size()).toList();
    }

    private static List<List<RoomDay>> of(List<RoomId> rooms, List<HomeDay> days) {
        return rooms.stream().map(room -> days(days, room)).toList();
    }

    private static List<RoomDay> days(List<HomeDay> days, RoomId room) {
        return days.stream().map(day -> day.rooms().get(room)).filter(Objects::nonNull).toList();
    }
}
