package io.roomcast.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * How near names are to each other. Capitals count as small letters, and all that is neither letter nor digit as the
 * same.
 */
public final class Spelling {

    /** Longer names are compared by their beginning, so that a name of megabytes costs nothing. */
    private static final int COMPARED = 100;

    private Spelling() {
    }

    /** The known name that is meant in all probability: one letter differs in five, or fewer. */
    public static Optional<String> near(String name, Collection<String> known) {
        return closest(name, known.stream().filter(candidate -> isNear(name, candidate)).toList());
    }

    /** The known name with the least distance, however great; nothing when none is known. */
    static Optional<String> closest(String name, Collection<String> known) {
        return known.stream().min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
    }

    /** The name in small letters, with an underscore for all that is neither letter nor digit. */
    static String plain(String name) {
        String beginning = name.length() > COMPARED ? name.substring(0, COMPARED) : name;
        return beginning.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "_");
    }

    private static boolean isNear(String name, String known) {
        int tolerance = tolerance(known);
        return Math.abs(name.length() - known.length()) <= tolerance && distance(name, known) <= tolerance;
    }

    private static int tolerance(String known) {
        return known.length() <= 5 ? 1 : known.length() <= 14 ? 2 : 3;
    }

    /** Letters to insert, leave out, replace, or exchange with their neighbour (optimal string alignment). */
    static int distance(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
