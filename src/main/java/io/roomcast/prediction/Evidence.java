package io.roomcast.prediction;

import java.util.Arrays;

/**
 * When somebody was seen, by one sensor or by any of several. Questions about a moment are answered by what was known at that moment.
 * For one thread; a {@link #copy} is for another.
 */
final class Evidence {

    /** Longer ago is all the same, in minutes. */
    static final double LONG_AGO = 2 * Minutes.DAY;

    /** So short a break, half a second in minutes, is a contact that flickers, and would fill the memory. */
    private static final double FLICKER = 0.5 / 60;

    private double[] from = new double[16];
    private double[] to = new double[16];
    private int count;
    private int sensorsOn;

    /** Somebody was seen from that moment on, by one sensor more. */
    void began(double at) {
        if (sensorsOn++ == 0 && !(count > 0 && to[count - 1] >= at - FLICKER)) {
            if (count == from.length) {
                from = Arrays.copyOf(from, 2 * count);
                to = Arrays.copyOf(to, 2 * count);
            }
            from[count++] = at;
        }
        to[count - 1] = Double.POSITIVE_INFINITY;
    }

    /** One of the sensors that saw somebody sees nobody any more. */
    void ended(double at) {
        if (sensorsOn > 0 && --sensorsOn == 0) {
            to[count - 1] = at;
        }
    }

    /** How many times it began up to that moment. */
    int until(double moment) {
        return RoomHistory.countUntil(from, count, moment);
    }

    /** Minutes since the last of it at that moment: 0 while there is some, {@value #LONG_AGO} at most. */
    double since(double moment) {
        int began = until(moment);
        return began == 0 ? LONG_AGO : Math.min(LONG_AGO, Math.max(0, moment - to[began - 1]));
    }

    /** For how many minutes there has been some at that moment, or, as a negative number, for how many there has been none. */
    double lasting(double moment) {
        int began = until(moment);
        return began > 0 && to[began - 1] > moment ? Math.min(LONG_AGO, moment - from[began - 1]) : -since(moment);
    }

    /** Takes out what was before that moment, except for the last of it. */
    void forgetBefore(double moment) {
        int gone = Math.max(0, until(moment) - 1);
        from = Arrays.copyOfRange(from, gone, Math.max(gone + 16, from.length));
        to = Arrays.copyOfRange(to, gone, Math.max(gone + 16, to.length));
        count -= gone;
    }

    /** The same, for another thread. */
    Evidence copy() {
        Evidence copy = new Evidence();
        copy.from = Arrays.copyOf(from, Math.max(1, count));
        copy.to = Arrays.copyOf(to, Math.max(1, count));
        copy.count = count;
        copy.sensorsOn = sensorsOn;
        return copy;
    }
}
