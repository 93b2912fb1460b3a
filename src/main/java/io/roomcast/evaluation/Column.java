package io.roomcast.evaluation;

import io.roomcast.prediction.scoring.Figures;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures that are shown of a room or a home, from left to right. */
enum Column {
    ASKED("asked", 0, 1, Figures::questions),
    RIGHT("right", 1, 100, Figures::within15),
    CONST15("const15", 1, 100, Figures::const15),
    RIGHT_OR_NEAR("or 20%", 1, 100, Figures::within15Or20),
    MEAN_ERROR("mean err", 0, 1, Figures::meanErrorMinutes),
    MEDIAN_ERROR("median", 0, 1, Figures::medianErrorMinutes),
    CALIBRATION_ERROR("ECE", 3, 1, Figures::calibrationError),
    BRIER("Brier", 3, 1, Figures::brier),
    SKILL_15("+15", 3, 1, skill(0)),
    SKILL_30("+30", 3, 1, skill(1)),
    SKILL_60("+60", 3, 1, skill(2)),
    SKILL_120("+120", 3, 1, skill(3));

    private static final String NONE = "-";

    private final String header;
    private final int decimals;
    private final double scale;
    private final ToDoubleFunction<Figures> figure;

    Column(String header, int decimals, double scale, ToDoubleFunction<Figures> figure) {
        this.header = header;
        this.decimals = decimals;
        this.scale = scale;
        this.figure = figure;
    }

    /** What stands above it. */
    String header() {
        return header;
    }

    /** The figure itself. */
    double of(Figures figures) {
        return figure.applyAsDouble(figures);
    }

    /** The figure as it is shown. */
    String text(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value * scale) : NONE;
    }

    private static ToDoubleFunction<Figures> skill(int horizon) {
        return figures -> figures.horizons().get(horizon).skill();
    }
}
