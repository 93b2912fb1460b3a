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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether sensors report less than on the days before, or nothing at all. */
final class SensorComparison {

    private static final String ACTIVITY = "activity_";
    private static final String SILENCE = "silence_";

    /** That of the root of a count that varies like Poisson's. */
    private static final Prior OF_ACTIVITY = new Prior(0.25, 4);

    /** By how many standard deviations one day can count: more than with rooms, for sensors are more regular. */
    private static final double TAMED = 6;

    /** How many days it is worth what a count like Poisson's says about days without any report. */
    private static final double DAYS_OF_SILENCE = 2;

    /** A sensor that is silent for one day says nothing: nobody may have come by. */
    private static final int LEAST_SILENCE = 2;

    private final List<HomeDay> before;
    private final List<List<HomeDay>> spells;
    private final Map<String, RoomId> roomOf;

    /**
     * @param spells the current days, and again without the first of them
     * @param roomOf the room of each sensor
     */
    SensorComparison(List<HomeDay> before, List<List<HomeDay>> spells, Map<String, RoomId> roomOf) {
        this.before = before;
        this.spells = spells;
        this.roomOf = roomOf;
    }

    /** Whether a finding is one of a sensor. */
    static boolean isOfSensor(Finding finding) {
        return finding.name().startsWith(ACTIVITY) || finding.name().startsWith(SILENCE);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String sensor : known()) {
            double[] usual = roots(before, sensor);
            if (usual.length >= Comparison.LEAST_DAYS) {
                for (List<HomeDay> spell : spells) {
                    findings.add(activity(sensor, usual, roots(spell, sensor)));
                }
                findings.add(silence(sensor, usual, roots(spells.get(0), sensor)));
            }
        }
        return findings;
    }

    /** The sensors of which all the current days are known. */
    private Set<String> known() {
        Set<String> known = new TreeSet<>(spells.get(0).get(0).sensors().keySet());
        spells.get(0).forEach(day -> known.retainAll(day.sensors().keySet()));
        return known;
    }

    /** The roots of the numbers of active quarters of an hour: their variance is about the same for all. */
    private static double[] roots(List<HomeDay> days, String sensor) {
        return days.stream().filter(day -> day.sensors().containsKey(sensor)).mapToDouble(day -> Math.sqrt(day.sensors().get(sensor)))
                .toArray();
    }

    private Finding activity(String sensor, double[] usual, double[] now) {
        double score = -new Deviation(usual, OF_ACTIVITY).sustainedScore(TAMED, now);
        double before = reports(usual);
        return finding(ACTIVITY + sensor, sensor, score, Tail.ofNormal(score),
                before == 0 ? 0 : Math.max(0, 1 - reports(now) / before));
    }

    /**
     * How probable it is that the sensor is silent for so many days on end, by how many days it was silent before: the predictive
     * probability of a beta-binomial distribution, whose prior is what a Poisson distribution of the same mean says. It sees what
     * {@link #activity} cannot: a sensor that reports now little, now much, but every day.
     */
    private Finding silence(String sensor, double[] usual, double[] now) {
        double silentBefore = Arrays.stream(usual).filter(root -> root == 0).count() + DAYS_OF_SILENCE * Math.exp(-reports(usual));
        double days = usual.length + DAYS_OF_SILENCE;
        double p = 1;
        int silent = 0;
        while (silent < now.length && now[now.length - 1 - silent] == 0) {
            p *= (silentBefore + silent) / (days + silent);
            silent++;
        }
        double probability = silent < LEAST_SILENCE ? 1 : p;
        return finding(SILENCE + sensor, sensor, Tail.toNormal(probability), probability, 1);
    }

    private static double reports(double[] roots) {
        return Arrays.stream(roots).map(root -> root * root).average().orElseThrow();
    }

    private Finding finding(String name, String sensor, double score, double p, double effect) {
        return new Finding(name, Drift.Type.FEATURE_DRIFT, Optional.of(roomOf.get(sensor)), score, p, effect);
    }
}
