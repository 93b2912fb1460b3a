package io.roomcast.tracking.drift;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.statistics.Tail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all tests say together of the days of a home, each corrected for how many there are (Bonferroni): first within its family, then for
 * the families.
 *
 * @param findings the findings of the tests
 * @param moved    by how many hours the routine seems to have moved, if it was looked at
 * @param p        how probable it is that any of them says as much by chance, at most 1
 * @param homeWide how probable it is that one of those that look at the home as a whole does, at most 1
 */
record Judgement(List<Finding> findings, Optional<Comparison.Moved> moved, double p, double homeWide) {

    /** Rooms, sensors, concept; routine and all rooms together look at the home as a whole. */
    private static final int FAMILIES = 5;

    /** How much of its say a single test has among all of them together. */
    private static final double LEAST_P = 0.001;

    /** How much any two tests of one room hang together. */
    private static final double CORRELATION = 0.35;

    Judgement {
        findings = List.copyOf(findings);
    }

    /**
     * @param comparisons the same day compared in several ways
     * @param concept     what was found of the predictions' loss
     */
    static Judgement of(List<Comparison> comparisons, List<Finding> concept) {
        List<Finding> ofRooms = new ArrayList<>();
        List<Finding> ofSensors = new ArrayList<>();
        List<Comparison.Moved> ofRoutine = new ArrayList<>();
        double together = 1;
        for (Comparison comparison : comparisons) {
            List<Finding> found = comparison.ofRooms();
            together = Math.min(together, comparisons.size() * together(found));
            ofRooms.addAll(found);
            ofSensors.addAll(comparison.ofSensors());
            comparison.ofRoutine().ifPresent(ofRoutine::add);
        }
        List<Finding> all = Stream.of(ofRooms, ofSensors, concept, findings(ofRoutine)).flatMap(List::stream).toList();
        double homeWide = Math.min(together, bonferroni(findings(ofRoutine)));
        double least = Stream.of(ofRooms, ofSensors, concept).mapToDouble(Judgement::bonferroni).reduce(homeWide, Math::min);
        return new Judgement(all, ofRoutine.stream().min(Comparator.comparingDouble(moved -> moved.finding().p())),
                Math.min(1, FAMILIES * least), Math.min(1, FAMILIES * homeWide));
    }

    private static List<Finding> findings(List<Comparison.Moved> ofRoutine) {
        return ofRoutine.stream().map(Comparison.Moved::finding).toList();
    }

    private static double bonferroni(Collection<Finding> family) {
        return family.stream().mapToDouble(finding -> finding.p() * family.size()).min().orElse(1);
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
