package io.roomcast.tracking.drift;

import io.roomcast.tracking.Drift;
import io.roomcast.tracking.statistics.Deviation.Prior;
import io.roomcast.tracking.statistics.Tail;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * What is looked at in a room. Each test makes one figure of a day, most of them a distance from other days: of a day before, from the
 * rest of those, so that the figures of the days before show what distances are usual.
 */
enum RoomTest {
    /** Whether it is occupied at other times of day than it was, or more or less often. */
    OCCUPANCY_PROFILE(Drift.Type.PATTERN_DRIFT, false, new Prior(0.1, 3), Effects::occupancy,
            (day, others) -> Math.log(0.02 + Profiles.loss(day, Profiles.occupancy(others)))),
    /** Whether it changes at other times of day. */
    TRANSITION_PROFILE(Drift.Type.PATTERN_DRIFT, false, new Prior(1, 4), Effects::transitions,
            (day, others) -> Profiles.surprise(day, Profiles.transitions(others))),
    /** Whether it is occupied for more or less of the day; the arcsine of the root makes shares alike in variance. */
    OCCUPIED_SHARE(Drift.Type.PATTERN_DRIFT, true, new Prior(0.005, 4), Effects.of(RoomDay::occupiedShare),
            (day, others) -> Math.asin(Math.sqrt(day.occupiedShare()))),
    /** Whether it changes more or less often; the root makes counts alike in variance. */
    TRANSITION_COUNT(Drift.Type.FEATURE_DRIFT, true, new Prior(0.25, 4), Effects.of(RoomDay::transitionCount),
            (day, others) -> Math.sqrt(day.transitionCount())),
    VACANT_DWELL_KS(RoomDay::vacantDwells, true),
    OCCUPIED_DWELL_KS(RoomDay::occupiedDwells, true),
    /** The time between movements. */
    GAP_KS(RoomDay::gaps, true),
    VACANT_DWELL_PSI(RoomDay::vacantDwells, false),
    OCCUPIED_DWELL_PSI(RoomDay::occupiedDwells, false),
    GAP_PSI(RoomDay::gaps, false);

    private final Drift.Type type;
    private final boolean bothSides;
    private final Prior prior;
    private final Effects.Effect effect;
    private final Function<List<RoomDay>, Usual> usual;

    RoomTest(Drift.Type type, boolean bothSides, Prior prior, Effects.Effect effect, Function<List<RoomDay>, Usual> usual) {
        this.type = type;
        this.bothSides = bothSides;
        this.prior = prior;
        this.effect = effect;
        this.usual = usual;
    }

    RoomTest(Drift.Type type, boolean bothSides, Prior prior, Effects.Effect effect,
            ToDoubleBiFunction<RoomDay, List<RoomDay>> figure) {
        this(type, bothSides, prior, effect, days -> Usual.of(days, figure));
    }

    RoomTest(Function<RoomDay, double[]> sample, boolean smirnov) {
        this(Drift.Type.FEATURE_DRIFT, false, new Prior(smirnov ? 0.06 : 0.25, 4), Effects.ofSamples(sample),
                days -> new UsualSample(days, sample, smirnov));
    }

    Drift.Type type() {
        return type;
    }

    /** How probable a score is by chance; for some tests less is as remarkable as more. */
    double p(double score) {
        return bothSides ? 2 * Tail.ofNormal(Math.abs(score)) : Tail.ofNormal(score);
    }

    Prior prior() {
        return prior;
    }

    Effects.Effect effect() {
        return effect;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What days of a room are held against. */
    Usual usual(List<RoomDay> days) {
        return usual.apply(days);
    }
}
