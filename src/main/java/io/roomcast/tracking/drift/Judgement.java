package io.roomcast.tracking.drift;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.statistics.Tail;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What all tests say together of the days of a home, each corrected for how many there are: first within its family, then for the
 * families.
 *
 * @param findings the findings of the tests
 * @param moved    by how many hours the routine seems to have moved, if it was looked at
 * @param p        how probable it is that any of them says as much by chance, at most 1
 * @param homeWide how probable it is that one of those that look at the home as a whole does, at most 1
 */
record Judgement(List<Finding> findings, Optional<Comparison.Moved> moved, double p, double homeWide) {

    /** Rooms, swaps, sensors, concept; routine and all rooms together look at the home as a whole. */
    private static final int FAMILIES = 6;

    /** How much of its say a single test has among all of them together. */
    private static final double LEAST_P = 0.001;

    /** How much any two tests of one room hang together. */
    private static final double CORRELATION = 0.35;

    Judgement {
        findings = List.copyOf(findings);
    }

    /**
     * @param comparison the current days and the days before
     * @param concept    what was found of the predictions' loss
     */
    static Judgement of(Comparison comparison, List<Finding> concept) {
        List<List<Finding>> spells = comparison.ofRooms();
        List<Finding> ofRooms = spells.stream().flatMap(List::stream).toList();
        double together = simes(spells.stream().map(Judgement::together).toList());
        List<Finding> ofSensors = comparison.ofSensors();
        List<Comparison.Moved> moved = comparison.ofRoutine();
        List<Finding> ofRoutine = moved.stream().map(Comparison.Moved::finding).toList();
        List<Finding> ofSwaps = comparison.ofSwaps();
        double routine = simes(p(ofRoutine));
        return new Judgement(Stream.of(ofRooms, ofSensors, concept, ofRoutine, ofSwaps).flatMap(List::stream).toList(),
                moved.stream().min(Comparator.comparingDouble(each -> each.finding().p())),
                simes(List.of(together, routine, simes(p(ofRooms)), simes(p(ofSensors)), simes(p(concept)),
                        simes(p(ofSwaps)))),
                Math.min(1, FAMILIES * Math.min(together, routine)));
    }

    private static List<Double> p(Collection<Finding> family) {
        return family.stream().map(Finding::p).toList();
    }

    /**
     * How probable it is that one of several tests says as much as these by chance, at most 1: R. J. Simes, Biometrika 73, 1986, which
     * holds as well when tests hang together the way these do, and does not count twice what two tests say of the same.
     */
    static double simes(Collection<Double> family) {
        double[] sorted = family.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Math.min(1, IntStream.range(0, sorted.length).mapToDouble(i -> sorted[i] * sorted.length / (i + 1)).min().orElse(1));
    }

    /**
     * Whether many tests say a little: Fisher's sum of −2 log p, of which the variance is raised because the tests of a room hang together
     * (M. B. Brown, Biometrics 31, 1975).
     */
    static double together(List<Finding> ofRooms) {
        double k = ofRooms.size();
        if (k == 0) {
            return 1;
        }
        Map<Optional<RoomId>, Long> perRoom = ofRooms.stream().collect(Collectors.groupingBy(Finding::room, Collectors.counting()));
        double pairs = perRoom.values().stream().mapToDouble(n -> n * (n - 1.0)).sum();
        double covariance = 3.263 * CORRELATION + 0.710 * CORRELATION * CORRELATION;
        double sum = ofRooms.stream().mapToDouble(finding -> -2 * Math.log(Math.max(LEAST_P, finding.p()))).sum();
        double mean = 2 * k;
        double variance = 4 * k + pairs * covariance;
        return Tail.ofChiSquared(sum * 2 * mean / variance, 2 * mean * mean / variance);
    }
}
