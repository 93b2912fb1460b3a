package io.roomcast.evaluation;

import io.roomcast.prediction.scoring.Figures;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An evaluation as a page that needs nothing else: is the confidence right, at what times of the day are the answers, and the figures. */
final class HtmlReport {

    private static final double LARGEST_RADIUS = 14;
    private static final double SMALLEST_RADIUS = 2.5;
    private static final double LINE_RADIUS = 2.5;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s: how good are the predictions?</title>
            <style>
            :root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2530; --faint: #c9d1da;
              --first: #0b63b0; --second: #b4460a; --third: #6b7785; }
            @media (prefers-color-scheme: dark) { :root { --paper: #14191f; --ink: #dfe6ee; --faint: #3a4552;
              --first: #6cb4f5; --second: #f5a267; --third: #98a5b4; } }
            body { font: 15px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem; }
            figure { margin: 0; } svg { width: 100%%; height: auto; }
            svg text { fill: var(--ink); font-size: 12px; }
            .rule { stroke: var(--faint); } .diagonal { stroke: var(--third); stroke-dasharray: 5 4; }
            polyline { fill: none; stroke-width: 2; } circle { fill-opacity: .75; }
            polyline.first { stroke: var(--first); } circle.first, .key.first { fill: var(--first); color: var(--first); }
            polyline.second { stroke: var(--second); } circle.second, .key.second { fill: var(--second); color: var(--second); }
            polyline.third { stroke: var(--third); } circle.third, .key.third { fill: var(--third); color: var(--third); }
            .scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid var(--faint); }
            th:first-child { text-align: left; }
            </style>
            </head>
            <body>
            <h1>%1$s: how good are the predictions?</h1>
            <p>%2$s.</p>
            """;

    private final Evaluation evaluation;

    HtmlReport(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The page. */
    String page() {
        StringBuilder page = new StringBuilder(String.format(Locale.ROOT, HEAD, escaped(evaluation.options().homeName()),
                escaped(evaluation.about())));
        page.append("<div class=\"charts\">\n").append(reliability());
        evaluation.scores().forEach(score -> page.append(byHour(score)));
        page.append("</div>\n");
        evaluation.scores().forEach(score -> page.append(table(score)));
        return page.append("</body>\n</html>\n").toString();
    }

    private String reliability() {
        Plot plot = new Plot("Share of right answers by confidence", "confidence", "right within 15 minutes", 1, 0.2).diagonal();
        for (HomeScore score : evaluation.scores()) {
            plot.series(style(score.occasion()), reliability(score));
        }
        return figure("Is the confidence right?", "On the dashed line it would be. The area of a dot is the share of answers.",
                Map.of("first", "on the clock", "second", "after a transition"), plot);
    }

    private static List<Plot.Point> reliability(HomeScore score) {
        List<Tally> bins = score.breakdown().byConfidence();
        double all = bins.stream().mapToLong(Tally::asked).sum();
        return bins.stream().filter(bin -> bin.asked() > 0)
                .map(bin -> new Plot.Point(bin.confidence(), bin.right(),
                        Math.max(SMALLEST_RADIUS, 2 * LARGEST_RADIUS * Math.sqrt(bin.asked() / all / Math.PI)),
                        String.format(Locale.ROOT, "%s: confidence %.2f, right %.2f, %d answers", Answer.kind(score.occasion()),
                                bin.confidence(), bin.right(), bin.asked())))
                .toList();
    }

    private static String byHour(HomeScore score) {
        List<Plot.Point> right = new ArrayList<>();
        List<Plot.Point> const15 = new ArrayList<>();
        List<Plot.Point> confidence = new ArrayList<>();
        List<Tally> hours = score.breakdown().byHour();
        for (int hour = 0; hour < hours.size(); hour++) {
            Tally tally = hours.get(hour);
            if (tally.asked() > 0) {
                String words = String.format(Locale.ROOT, "%d to %d h: right %.2f, const15 %.2f, confidence %.2f, %d answers",
                        hour, hour + 1, tally.right(), tally.const15(), tally.confidence(), tally.asked());
                right.add(new Plot.Point(hour + 0.5, tally.right(), LINE_RADIUS, words));
                const15.add(new Plot.Point(hour + 0.5, tally.const15(), LINE_RADIUS, words));
                confidence.add(new Plot.Point(hour + 0.5, tally.confidence(), LINE_RADIUS, words));
            }
        }
        Plot plot = new Plot("Share of right answers by hour of the day", "hour of the day", "right within 15 minutes", hours.size(), 3)
                .series("third", const15).series("second", confidence).series("first", right);
        return figure("By hour of the day: " + Evaluation.title(score.occasion()), "Answers by the hour at which they were asked for.",
                Map.of("first", "right", "second", "mean confidence", "third", "const15: \"in 15 minutes\" right"), plot);
    }

    private static String figure(String title, String words, Map<String, String> keys, Plot plot) {
        String legend = Stream.of("first", "second", "third").filter(keys::containsKey)
                .map(style -> "<span class=\"key " + style + "\">&#9679;</span> " + escaped(keys.get(style)))
                .collect(Collectors.joining(" &nbsp; "));
        return "<figure>\n<h2>" + escaped(title) + "</h2>\n<figcaption>" + escaped(words) + "<br>" + legend + "</figcaption>\n" + plot.svg()
                + "</figure>\n";
    }

    private String table(HomeScore score) {
        StringBuilder table = new StringBuilder("<h2>" + escaped(Evaluation.title(score.occasion())) + "</h2>\n<div class=\"scroll\"><table>\n");
        table.append(row("th", "", Stream.of(Column.values()).map(Column::header)));
        for (RoomScore room : score.rooms()) {
            table.append(row("td", room.room().value(), Stream.of(Column.values()).map(column -> column.text(column.of(room.figures())))));
        }
        Figures mean = score.mean();
        table.append(row("th", "mean", Stream.of(Column.values()).map(column -> column.text(column.of(mean)))));
        evaluation.previous().map(run -> run.figures().get(score.occasion())).ifPresent(previous ->
                table.append(row("td", "previous run", Stream.of(Column.values()).map(column -> column.text(previous.get(column))))));
        return table.append("</table></div>\n").toString();
    }

    private static String row(String tag, String name, Stream<String> cells) {
        return "<tr><th>" + escaped(name) + "</th>"
                + cells.map(cell -> "<" + tag + ">" + escaped(cell) + "</" + tag + ">").collect(Collectors.joining()) + "</tr>\n";
    }

    private static String style(Occasion occasion) {
        return occasion == Occasion.ON_THE_CLOCK ? "first" : "second";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
