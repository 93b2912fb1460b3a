package io.roomcast.prediction;

import java.util.Arrays;

/**
 * When nothing could be known of a room, since none of its sensors could be heard or believed. An outage has begun at its first moment, and
 * is over at its last. For one thread; a {@link #copy} is for another.
 */
final class Outages {

    private double[] from = new double[4];
    private double[] to = new double[4];
    private int count;

    /** From that moment on nothing is known. */
    void begin(double at) {
        if (isOn()) {
            return;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = at;
        to[count++] = Double.POSITIVE_INFINITY;
    }

    /** It is known again, if it was not. */
    void end(double at) {
        if (isOn()) {
            to[count - 1] = at;
            count -= at > from[count - 1] ? 0 : 1;
        }
    }

    /** Whether the last one is not over yet. */
    private boolean isOn() {
        return count > 0 && to[count - 1] == Double.POSITIVE_INFINITY;
    }

    /** Whether there is one at that moment. */
    boolean at(double moment) {
        return next(moment) <= moment;
    }

    /** The beginning of the first one that is not over at that moment; infinity if there is none. */
    double next(double moment) {
        int over = over(moment);
        return over < count ? from[over] : Double.POSITIVE_INFINITY;
    }

    /** Whether one was over at just that moment. */
    boolean endedAt(double moment) {
        int over = over(moment);
        return over > 0 && to[over - 1] == moment;
    }

    /** The end of the last one between two moments that had lasted longer than so many minutes; the earlier moment if there is none. */
    double lastEnd(double begin, double end, double minutes) {
        for (int i = over(end) - 1; i >= 0 && to[i] > begin; i--) {
            if (to[i] - from[i] > minutes) {
                return to[i];
            }
        }
        return begin;
    }

    /** How many minutes of those between two moments are in one. */
    double between(double begin, double end) {
        double sum = 0;
        for (int i = over(begin); i < count && from[i] < end; i++) {
            sum += Math.min(end, to[i]) - Math.max(begin, from[i]);
        }
        return sum;
    }

    /** Takes out what was over before that moment. */
    void forgetBefore(double moment) {
        int gone = over(Math.nextDown(moment));
        from = Arrays.copyOfRange(from, gone, Math.max(gone + 4, from.length));
        to = Arrays.copyOfRange(to, gone, Math.max(gone + 4, to.length));
        count -= gone;
    }

    /** The same, for another thread. */
    Outages copy() {
        Outages copy = new Outages();
        copy.from = Arrays.copyOf(from, Math.max(4, count));
        copy.to = Arrays.copyOf(to, Math.max(4, count));
        copy.count = count;
        return copy;
    }

    private int over(double moment) {
        return count == 0 ? 0 : RoomHistory.countUntil(to, count, moment);
    }
}
