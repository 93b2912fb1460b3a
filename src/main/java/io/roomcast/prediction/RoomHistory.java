package io.roomcast.prediction;

import java.util.Arrays;

/**
 * What is known of one room: when it became occupied and vacant in turn, when nothing could be known of it, and when there was evidence of
 * somebody in it. Questions about a moment are answered by what was known at that moment. For one thread; a {@link #copy} is for another.
 *
 * <p>While nothing is known of the room it counts as what it was before. If it turns out to be otherwise afterwards, a transition stands
 * there that nobody {@linkplain #isSeen saw}: it has come about at some time before.
 */
public final class RoomHistory {

    /** After so many minutes without knowledge nobody can tell for how long the room has been as it is found. */
    private static final double FORGOTTEN = 180;

    private double[] transitions = new double[64];
    private int transitionCount;
    private Outages outages = new Outages();
    private Evidence evidence = new Evidence();

    /** Somebody was seen from that moment on, by one sensor more. */
    void evidenceBegan(double at) {
        evidence.began(at);
    }

    /** One of the sensors that saw somebody sees nobody any more. */
    void evidenceEnded(double at) {
        evidence.ended(at);
    }

    /** From that moment on nothing is known of the room, until it is told how it is. */
    void lost(double at) {
        outages.begin(at);
    }

    /** The room is occupied or vacant from that moment on, or found to be. What it is already changes nothing. */
    void changed(boolean occupied, double at) {
        outages.end(at);
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

    /** Whether a transition was seen as it happened, by its place in the row: the room was known before and after. */
    public boolean isSeen(int index) {
        return !outages.endedAt(transitions[index]);
    }

    /** How long the state before a transition had lasted; negative when that is not known, since not all of it was seen. */
    double lastedBefore(int index) {
        if (index < 1 || !isSeen(index - 1) || lostAfter(transitions[index - 1]) < transitions[index]) {
            return -1;
        }
        return transitions[index] - transitions[index - 1];
    }

    /** Whether anything was known of it at that moment. */
    public boolean isKnownAt(double moment) {
        return !outages.at(moment);
    }

    /** From when on nothing was known any more after that moment; infinity when that has not come yet. */
    public double lostAfter(double moment) {
        return outages.next(moment);
    }

    /** The moment from which on it is known to have been as it was then, if there was a transition before, or that beginning. */
    double since(double began, double moment) {
        int count = transitionsUntil(moment);
        return outages.lastEnd(count == 0 ? began : transitions[count - 1], moment, FORGOTTEN);
    }

    /** The first transition after that moment, or infinity when none is known yet. */
    public double nextAfter(double moment) {
        int index = transitionsUntil(moment);
        return index < transitionCount ? transitions[index] : Double.POSITIVE_INFINITY;
    }

    /** For how many minutes it was known, of so many. */
    double knownOf(double minutes, double until) {
        return minutes - outages.between(until - minutes, until);
    }

    /** For how many minutes it was occupied, and known to be, between two moments. */
    double occupiedBetween(double from, double until) {
        double sum = 0;
        int index = transitionsUntil(from);
        double at = from;
        while (at < until) {
            double next = index < transitionCount ? Math.min(until, transitions[index]) : until;
            sum += (index & 1) == 1 ? next - at - outages.between(at, next) : 0;
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
        outages.forgetBefore(transitionCount == 0 ? moment : Math.min(moment, transitions[0]));
        evidence.forgetBefore(moment);
    }

    /** The same, for another thread. */
    RoomHistory copy() {
        RoomHistory copy = new RoomHistory();
        copy.transitions = Arrays.copyOf(transitions, Math.max(1, transitionCount));
        copy.transitionCount = transitionCount;
        copy.outages = outages.copy();
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
