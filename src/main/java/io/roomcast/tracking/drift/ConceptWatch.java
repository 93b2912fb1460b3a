package io.roomcast.tracking.drift;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.statistics.Deviation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the predictions' loss rises: a {@link PageHinkley} test of each room, a day being one value.
 *
 * <p>A day is held against the days before also when another model predicted on these. Models are replaced more often than there are days
 * to compare, and each is made to be no worse than the one before: what was before is a fair measure of it.
 */
final class ConceptWatch {

    private static final int LEAST_DAYS = 7;

    /** Of the logarithm of a day's mean loss. */
    private static final Deviation.Prior OF_LOSS = new Deviation.Prior(0.05, 3);

    private final Map<RoomId, PageHinkley> tests = new HashMap<>();

    /** A day is over. */
    void ended(HomeDay day, List<HomeDay> before) {
        day.rooms().forEach((room, roomDay) -> {
            double[] usual = losses(before, room);
            if (usual.length >= LEAST_DAYS && roomDay.loss() > 0) {
                tests.computeIfAbsent(room, first -> new PageHinkley())
                        .add(new Deviation(usual, OF_LOSS).score(Math.log(roomDay.loss())));
            }
        });
    }

    /** What each room's test says by now. */
    List<Finding> findings(List<HomeDay> before, List<HomeDay> current) {
        List<Finding> findings = new ArrayList<>();
        tests.forEach((room, test) -> {
            double usual = mean(before, room);
            double now = mean(current, room);
            findings.add(new Finding("page_hinkley_of_loss", Drift.Type.CONCEPT_DRIFT, Optional.of(room), test.sum(),
                    test.falseAlarmRate(), Math.max(0, now > 0 ? 1 - usual / now : 0)));
        });
        return findings;
    }

    void reset(RoomId room) {
        tests.remove(room);
    }

    private static double[] losses(List<HomeDay> days, RoomId room) {
        return days.stream().map(day -> day.rooms().get(room)).filter(Objects::nonNull)
                .mapToDouble(RoomDay::loss).filter(loss -> loss > 0).map(Math::log).toArray();
    }

    private static double mean(List<HomeDay> days, RoomId room) {
        return Arrays.stream(losses(days, room)).map(Math::exp).average().orElse(0);
    }
}
