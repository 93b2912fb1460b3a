package io.roomcast.tracking.drift;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.tracking.Drift;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a {@link Judgement} means for each room concerned. */
final class DriftReports {

    private static final double[] SEVERITIES = {0.25, 0.5, 0.75};

    private DriftReports() {
    }

    /** One report for each room of which a test speaks; if none does, of the room that is the most conspicuous. */
    static List<Drift> of(Home home, Judgement judgement, List<HomeDay> before, List<HomeDay> current) {
        List<Room> concerned = home.rooms().stream().filter(room -> of(room, judgement).stream().anyMatch(Finding::speaks)).toList();
        if (concerned.isEmpty()) {
            concerned = home.rooms().stream()
                    .min(Comparator.comparingDouble(room -> of(room, judgement).stream().mapToDouble(Finding::p).min().orElse(1)))
                    .stream().toList();
        }
        return concerned.stream().map(room -> report(room, home, judgement, before, current)).toList();
    }

    private static List<Finding> of(Room room, Judgement judgement) {
        return judgement.findings().stream().filter(finding -> finding.room().filter(room.id()::equals).isPresent()).toList();
    }

    private static Drift report(Room room, Home home, Judgement judgement, List<HomeDay> before, List<HomeDay> current) {
        List<Finding> speaking = speaking(room, judgement);
        double score = Math.min(1, speaking.stream().mapToDouble(Finding::effect).max().orElse(0));
        Map<String, Double> statistics = new LinkedHashMap<>();
        speaking.forEach(finding -> statistics.merge(finding.name(), finding.score(), Math::max));
        judgement.moved().filter(moved -> moved.finding().speaks())
                .ifPresent(moved -> statistics.put("moved_hours", (double) moved.hours()));
        statistics.put("false_alarm_probability", judgement.p());
        Instant at = current.get(current.size() - 1).date().plusDays(1).atStartOfDay(home.zone()).toInstant();
        boolean onlySensors = speaking.stream().allMatch(SensorComparison::isOfSensor);
        return new Drift("drift-" + room.id() + "-" + at, room, severity(score), score,
                speaking.stream().map(Finding::type).distinct().sorted().toList(), statistics, Optional.of(period(before)),
                Optional.of(period(current)), !onlySensors, at);
    }

    /** The tests of the room, and of the home, that speak; if none does, the room's that comes nearest to it. */
    private static List<Finding> speaking(Room room, Judgement judgement) {
        List<Finding> speaking = judgement.findings().stream()
                .filter(Finding::speaks)
                .filter(finding -> finding.room().isEmpty() || finding.room().get().equals(room.id()))
                .toList();
        return speaking.isEmpty() ? of(room, judgement).stream().min(Comparator.comparingDouble(Finding::p)).stream().toList() : speaking;
    }

    private static Drift.Severity severity(double score) {
        int step = 0;
        while (step < SEVERITIES.length && score >= SEVERITIES[step]) {
            step++;
        }
        return Drift.Severity.values()[step];
    }

    private static String period(List<HomeDay> days) {
        return days.get(0).date() + "/" + days.get(days.size() - 1).date();
    }
}
