package io.roomcast.prediction;

import java.util.Arrays;

/**
 * What is known of one room: when it became occupied and vacant in turn, and when there was evidence of somebody in it. Questions
 * about a moment are answered by what was known at that moment. For one thread; a {@link #copy} is for another.
 */
public final class RoomHistory {

    private double[] transitions = new double[64];
    private int transitionCount;
    private Evidence evidence = new Evidence();

    /** Somebody was seen from that moment on, by one sensor more. */
    void evidenceBegan(double at) {
        evidence.began(at);
    }

    /** One of the sensors that saw somebody sees nobody any more. */
    void evidenceEnded(double at) {
        evidence.ended(at);
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
        return evidence.until(moment);
    }

    /** Minutes since the last evidence at that moment: 0 while there is some, {@value Evidence#LONG_AGO} at most. */
    double sinceEvidence(double moment) {
        return evidence.since(moment);
    }

    /** Takes out what was before that moment, except that the state stays known. */
    void forgetBefore(double moment) {
        int gone = transitionsUntil(moment) & ~1;
        transitions = Arrays.copyOfRange(transitions, gone, Math.max(gone + 64, transitions.length));
        transitionCount -= gone;
        evidence.forgetBefore(moment);
    }

    /** The same, for another thread. */
    RoomHistory copy() {
        RoomHistory copy = new RoomHistory();
        copy.transitions = Arrays.copyOf(transitions, Math.max(1, transitionCount));
        copy.transitionCount = transitionCount;
        copy.evidence = evidence.copy();
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
