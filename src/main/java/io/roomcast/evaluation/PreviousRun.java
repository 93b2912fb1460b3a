package io.roomcast.evaluation;

import io.roomcast.prediction.scoring.Figures;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The mean figures of the run before, kept in a small file of properties beside the answers so that the next run can be held against
 * them.
 *
 * @param figures the figures on each kind of occasion; not a number where one was not kept
 */
record PreviousRun(Map<Occasion, Map<Column, Double>> figures) {

    private static final String COMMENT = " The figures of the latest evaluation. The next one is shown beside them.";

    /** What the file holds; nothing if there is none, or if it is of another home or other options. */
    static Optional<PreviousRun> read(Path file, EvaluationOptions options) throws EvaluationException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties kept = new Properties();
            kept.load(reader);
            boolean same = kept.entrySet().containsAll(about(options).entrySet());
            return same ? Optional.of(of(kept)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new EvaluationException(file + " is not as an earlier run has left it; remove it (" + e.getMessage() + ")", e);
        }
    }

    private static PreviousRun of(Properties kept) {
        Map<Occasion, Map<Column, Double>> figures = new EnumMap<>(Occasion.class);
        for (Occasion occasion : Occasion.values()) {
            Map<Column, Double> ofOccasion = new EnumMap<>(Column.class);
            for (Column column : Column.values()) {
                ofOccasion.put(column, Double.parseDouble(kept.getProperty(key(occasion, column), "NaN")));
            }
            figures.put(occasion, ofOccasion);
        }
        return new PreviousRun(figures);
    }

    /** Keeps the figures for the next run. */
    static void write(Path file, EvaluationOptions options, List<HomeScore> scores) throws IOException {
        Properties kept = new Properties();
        kept.putAll(about(options));
        for (HomeScore score : scores) {
            Figures mean = score.mean();
            for (Column column : Column.values()) {
                kept.setProperty(key(score.occasion(), column), Double.toString(column.of(mean)));
            }
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            kept.store(writer, COMMENT);
        }
    }

    private static Map<String, String> about(EvaluationOptions options) {
        return Map.of("home", options.homeName(), "train_days", Integer.toString(options.trainDays()),
                "hold_off", options.holdOff().toString());
    }

    private static String key(Occasion occasion, Column column) {
        return (Answer.kind(occasion) + "." + column).toLowerCase(Locale.ROOT);
    }
}
