package io.roomcast.evaluation;

import io.roomcast.prediction.Member;
import io.roomcast.prediction.scoring.Figures;
import io.roomcast.prediction.scoring.Scores;
import io.roomcast.prediction.scoring.Selective;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An evaluation as tables of plain text. */
final class TextReport {

    private static final int FIRST_COLUMN = 16;
    private static final int COLUMN = 9;
    private static final String MEAN = "mean";
    private static final String PREVIOUS = "previous run";

    private final Evaluation evaluation;
    private final PrintStream out;

    TextReport(Evaluation evaluation, PrintStream out) {
        this.evaluation = evaluation;
        this.out = out;
    }

    /** Prints everything. */
    void print() {
        out.println(evaluation.about());
        for (HomeScore score : evaluation.scores()) {
            figures(score);
        }
        occupancy();
        selective();
        trust();
    }

    private void figures(HomeScore score) {
        title(Evaluation.title(score.occasion()));
        row("", Stream.of(Column.values()).map(Column::header));
        for (RoomScore room : score.rooms()) {
            row(room.room().value(), Stream.of(Column.values()).map(column -> column.text(column.of(room.figures()))));
        }
        Figures mean = score.mean();
        row(MEAN, Stream.of(Column.values()).map(column -> column.text(column.of(mean))));
        evaluation.previous().map(run -> run.figures().get(score.occasion())).ifPresent(previous ->
                row(PREVIOUS, Stream.of(Column.values()).map(column -> column.text(previous.get(column)))));
    }

    private void occupancy() {
        title("Is it occupied then? Brier score beside those of climatology and persistence, log loss, and Matthews' correlation");
        row("", IntStream.of(Scores.horizons()).mapToObj(minutes -> minutes + " min"));
        for (HomeScore score : evaluation.scores()) {
            List<Figures.AtHorizon> horizons = score.mean().horizons();
            String kind = Answer.kind(score.occasion());
            row(kind, horizons.stream().map(at -> thousandths(at.brier())));
            row("  climatology", horizons.stream().map(at -> thousandths(at.climatologyBrier())));
            row("  persistence", IntStream.range(0, horizons.size()).mapToObj(horizon -> thousandths(score.persistence(horizon))));
            row("  log loss", horizons.stream().map(at -> thousandths(at.logLoss())));
            row("  correlation", horizons.stream().map(at -> thousandths(at.correlation())));
        }
    }

    private void selective() {
        title("Share of answers of at least that confidence, and how many of these are right");
        double[] thresholds = Selective.thresholds();
        row("", IntStream.range(0, thresholds.length).mapToObj(i -> ">= " + thresholds[i]));
        for (HomeScore score : evaluation.scores()) {
            Selective selective = score.selective();
            row(Answer.kind(score.occasion()), IntStream.range(0, thresholds.length).mapToObj(i -> percent(selective.coverage(i))));
            row("  right", IntStream.range(0, thresholds.length).mapToObj(i -> percent(selective.accuracy(i))));
        }
    }

    private void trust() {
        title("How much each member was trusted");
        List<String> names = Stream.of(Member.values()).map(Member::label).toList();
        int width = names.stream().mapToInt(String::length).max().orElse(0) + 2;
        row("", names.stream(), width);
        double[] mean = new double[names.size()];
        evaluation.trust().forEach((room, weights) -> {
            row(room.value(), IntStream.range(0, weights.length).mapToObj(i -> percent(weights[i])), width);
            IntStream.range(0, mean.length).forEach(i -> mean[i] += weights[i] / evaluation.trust().size());
        });
        row(MEAN, IntStream.range(0, mean.length).mapToObj(i -> percent(mean[i])), width);
    }

    private void title(String text) {
        out.println();
        out.println(text);
    }

    private void row(String name, Stream<String> cells) {
        row(name, cells, COLUMN);
    }

    private void row(String name, Stream<String> cells, int width) {
        List<String> padded = new ArrayList<>();
        padded.add(String.format(Locale.ROOT, "%-" + FIRST_COLUMN + "s", name));
        cells.forEach(cell -> padded.add(String.format(Locale.ROOT, "%" + width + "s", cell)));
        out.println(String.join("", padded).stripTrailing());
    }

    private static String thousandths(double figure) {
        return Column.BRIER.text(figure);
    }

    private static String percent(double share) {
        return Column.RIGHT.text(share);
    }
}
