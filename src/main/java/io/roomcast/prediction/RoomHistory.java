package io.roomcast.prediction;

import java.util.Arrays;

/**
 * What is known of one room: when it became occupied and vacant in turn, and when there was evidence of somebody in it. Questions
 * about a moment are answered by what was known at that moment. For one thread; a {@link #copy} is for another.
 */
public final class RoomHistory {

    /** Longer ago is all the same, in minutes. */
    static final double LONG_AGO = 2 * Minutes.DAY;

    private double[] transitions = new double[64];
    private int transitionCount;
    private double[] evidenceFrom = new double[64];
    private double[] evidenceTo = new double[64];
    private int evidenceCount;
    private int sensorsOn;

    /** Somebody was seen from that moment on, by one sensor more. */
    void evidenceBegan(double at) {
        if (sensorsOn++ == 0 && !(evidenceCount > 0 && evidenceTo[evidenceCount - 1] >= at)) {
            if (evidenceCount == evidenceFrom.length) {
                evidenceFrom = Arrays.copyOf(evidenceFrom, 2 * evidenceCount);
                evidenceTo = Arrays.copyOf(evidenceTo, 2 * evidenceCount);
            }
            evidenceFrom[evidenceCount++] = at;
        }
        evidenceTo[evidenceCount - 1] = Double.POSITIVE_INFINITY;
    }

    /** One of the sensors that saw somebody sees nobody any more. */
    void evidenceEnded(double at) {
        if (sensorsOn > 0 && --sensorsOn == 0) {
            evidenceTo[evidenceCount - 1] = at;
        }
    }

    /** The room became occupied or vacant. What it is already changes nothing. */
    void changed(boolean occupied, double at) {
        if (occupied == isOccupied()) {
            return;
        }
        if (transitionCount == transitions.length) {
            transitions = Arrays.copyOf(transitions, 2 * transitionCount);
        }
        transitions[transitionCount++] = at;
    }

    /** The state after all that is known. */
    boolean isOccupied() {
        return (transitionCount & 1) == 1;
    }

    /** Whether it was occupied at that moment. */
    public boolean occupiedAt(double moment) {
        return (transitionsUntil(moment) & 1) == 1;
    }

    /** How many transitions there were up to that moment, it included. */
    public int transitionsUntil(double moment) {
        return countUntil(transitions, transitionCount, moment);
    }

    /** The moment of a transition, by its place in the row; the even ones lead to occupied. */
    public double transition(int index) {
        return transitions[index];
    }

    /** How many transitions are known. */
    public int transitionCount() {
        return transitionCount;
    }

    /** The first transition after that moment, or infinity when none is known yet. */
    public double nextAfter(double moment) {
        int index = transitionsUntil(moment);
        return index < transitionCount ? transitions[index] : Double.POSITIVE_INFINITY;
    }

    /** For how many minutes it was occupied between two moments. */
    double occupiedBetween(double from, double until) {
        double sum = 0;
        int index = transitionsUntil(from);
        double at = from;
        while (at < until) {
            double next = index < transitionCount ? Math.min(until, transitions[index]) : until;
            sum += (index & 1) == 1 ? next - at : 0;
            at = next;
            index++;
        }
        return sum;
    }

    /** How many times evidence began up to that moment. */
    int evidenceUntil(double moment) {
        return countUntil(evidenceFrom, evidenceCount, moment);
    }

    /** Minutes since the last evidence at that moment: 0 while there is some, {@value #LONG_AGO} at most. */
    double sinceEvidence(double moment) {
        int count = evidenceUntil(moment);
        return count == 0 ? LONG_AGO : Math.min(LONG_AGO, Math.max(0, moment - evidenceTo[count - 1]));
    }

    /** Takes out what was before that moment, except that the state stays known. */
    void forgetBefore(double moment) {
        int gone = transitionsUntil(moment) & ~1;
        transitions = Arrays.copyOfRange(transitions, gone, Math.max(gone + 64, transitions.length));
        transitionCount -= gone;
        int unseen = Math.max(0, evidenceUntil(moment) - 1);
        evidenceFrom = Arrays.copyOfRange(evidenceFrom, unseen, Math.max(unseen + 64, evidenceFrom.length));
        evidenceTo = Arrays.copyOfRange(evidenceTo, unseen, Math.max(unseen + 64, evidenceTo.length));
        evidenceCount -= unseen;
    }

    /** The same, for another thread. */
    RoomHistory copy() {
        RoomHistory copy = new RoomHistory();
        copy.transitions = Arrays.copyOf(transitions, Math.max(1, transitionCount));
        copy.transitionCount = transitionCount;
        copy.evidenceFrom = Arrays.copyOf(evidenceFrom, Math.max(1, evidenceCount));
        copy.evidenceTo = Arrays.copyOf(evidenceTo, Math.max(1, evidenceCount));
        copy.evidenceCount = evidenceCount;
        copy.sensorsOn = sensorsOn;
        return copy;
    }

    static int countUntil(double[] sorted, int count, double limit) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
