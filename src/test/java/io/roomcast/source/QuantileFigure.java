package io.roomcast.source;

import io.roomcast.home.Episodes;
import io.roomcast.home.RoomId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/** Draws for how long rooms are occupied and vacant: a line from 10 to 90 %, a box from 25 to 75 %, a stroke at the median. */
final class QuantileFigure {

    private static final int WIDTH = 420;
    private static final double FIRST = 0.5;
    private static final double LAST = 1_440;
    private static final List<Integer> MARKS = List.of(1, 5, 15, 60, 240, 1_440);

    private QuantileFigure() {
    }

    /** A page with a figure for each home, and the numbers beside. */
    static String page(Map<String, Episodes> homes) {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>The simulated home beside recorded ones</title><style>
                body { font: 14px sans-serif; margin: 2em } table { border-collapse: collapse } th { text-align: left }
                td, th { padding: 2px 12px 2px 0; white-space: nowrap } td.n { text-align: right } tr.all { font-weight: bold }
                </style></head><body><h1>The simulated home beside recorded ones</h1>
                <p>Minutes for which rooms are occupied and vacant, hold-off 5 min. Line: 10 to 90 %; box: 25 to 75 %; stroke: median.</p>
                """);
        homes.forEach((name, episodes) -> page.append(home(name, episodes)));
        return page.append("</body></html>\n").toString();
    }

    private static String home(String name, Episodes episodes) {
        StringBuilder table = new StringBuilder(text("<h2>%s</h2><table><tr><th>room<th>changes a day<th>occupied<th>occupied for%s<th>"
                + "<th>vacant for%s<th></tr>%n", name, axis(), axis()));
        table.append(text("<tr class=all><td>all<td><td>%s%s</tr>%n", cells(episodes.occupied()), cells(episodes.vacant())));
        for (Entry<RoomId, Episodes.OfRoom> room : episodes.rooms().entrySet()) {
            if (room.getValue().occupied().size() > 1 && room.getValue().vacant().size() > 1) {
                table.append(text("<tr><td>%s<td class=n>%.1f<td class=n>%.1f %%%s%s</tr>%n", room.getKey(),
                        episodes.changesPerDay(room.getKey()), 100 * episodes.share(room.getKey()),
                        cells(room.getValue().occupied()), cells(room.getValue().vacant())));
            }
        }
        return table.append("</table>\n").toString();
    }

    private static String cells(List<Double> minutes) {
        double[] q = Episodes.quantiles(minutes);
        return svg(18, text("<line x1='%.1f' x2='%.1f' y1='9' y2='9' stroke='#888'/><rect x='%.1f' width='%.1f' y='3' height='12' "
                        + "fill='#9bc' stroke='#357'/><line x1='%.1f' x2='%.1f' y1='1' y2='17' stroke='#c30' stroke-width='2'/>",
                x(q[0]), x(q[4]), x(q[1]), Math.max(1, x(q[3]) - x(q[1])), x(q[2]), x(q[2])), "<td>")
                + text("<td class=n>%.1f %.1f %.1f %.1f %.1f", q[0], q[1], q[2], q[3], q[4]);
    }

    private static String axis() {
        StringBuilder marks = new StringBuilder();
        MARKS.forEach(minutes -> marks.append(text("<text x='%.1f' y='12' font-size='10' text-anchor='middle'>%d</text>",
                Math.min(WIDTH - 12, x(minutes)), minutes)));
        return svg(14, marks.toString(), "<br>");
    }

    private static String svg(int height, String content, String before) {
        return text("%s<svg width='%d' height='%d'>%s</svg>", before, WIDTH, height, content);
    }

    private static double x(double minutes) {
        double position = Math.log(minutes / FIRST) / Math.log(LAST / FIRST);
        return WIDTH * Math.max(0, Math.min(1, position));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
