package io.roomcast.prediction;

/** The members of the ensemble, in the order in which their forecasts and weights stand. */
public enum Member {
    /** What came after the moments most like this one. */
    NEAREST_MOMENTS,
    /** The same, moved to the same time on the clock. */
    NEAREST_BY_CLOCK,
    /** Randomised trees over all features. */
    SURVIVAL_FOREST,
    /** Boosted trees of the hazard. */
    BOOSTED_HAZARD,
    /** What usually comes at this time after so long. */
    DAILY_RHYTHM;

    /** The name to show. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static int count() {
        return values().length;
    }
}
