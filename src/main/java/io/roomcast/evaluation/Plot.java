package io.roomcast.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of shares from 0 to 1, drawn as SVG that takes its colours from the page. */
final class Plot {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 320;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int LEVELS = 5;

    private final String title;
    private final double maxX;
    private final StringBuilder body = new StringBuilder();

    /**
     * @param title   says what it shows, for those who cannot see it
     * @param acrossTitle what goes from left to right
     * @param upTitle what goes upwards
     * @param maxX    the value at the right; at the left there is 0
     * @param stepX   from one tick to the next
     */
    Plot(String title, String acrossTitle, String upTitle, double maxX, double stepX) {
        this.title = title;
        this.maxX = maxX;
        for (int level = 0; level <= LEVELS; level++) {
            double share = (double) level / LEVELS;
            add("<line class=\"rule\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", LEFT, y(share), WIDTH - RIGHT, y(share));
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>", LEFT - 6, y(share) + 4, 100 * level / LEVELS);
        }
        for (double tick = 0; tick <= maxX + 1e-9; tick += stepX) {
            String text = maxX > 1 ? String.valueOf(Math.round(tick)) : Math.round(100 * tick) + " %";
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(tick), HEIGHT - BOTTOM + 18, text);
        }
        add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(maxX / 2), HEIGHT - 8, acrossTitle);
        add("<text x=\"14\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 14 %.1f)\">%s</text>", y(0.5), y(0.5), upTitle);
    }

    /**
     * A point of a series.
     *
     * @param x      from 0 to the greatest
     * @param y      from 0 to 1
     * @param radius in pixels
     * @param words  what it stands for, shown when it is pointed at
     */
    record Point(double x, double y, double radius, String words) {
    }

    /** Draws a straight line from the lower left to the upper right. */
    Plot diagonal() {
        add("<line class=\"diagonal\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x(0), y(0), x(maxX), y(1));
        return this;
    }

    /** Draws points and the line through them, in the colour of that class of the page. */
    Plot series(String style, List<Point> points) {
        List<String> corners = new ArrayList<>();
        points.forEach(point -> corners.add(String.format(Locale.ROOT, "%.1f,%.1f", x(point.x), y(point.y))));
        add("<polyline class=\"%s\" points=\"%s\"/>", style, String.join(" ", corners));
        for (Point point : points) {
            add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
                    style, x(point.x), y(point.y), point.radius, point.words);
        }
        return this;
    }

    /** The chart as an element of a page. */
    String svg() {
        return String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n%s</svg>%n", WIDTH, HEIGHT, title, body);
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * value / maxX;
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
