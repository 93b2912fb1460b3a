package io.roomcast.evaluation;

import io.roomcast.prediction.Minutes;
import io.roomcast.prediction.RoomHistory;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** When a room really became occupied and vacant in turn, as the whole recording tells. Times as in {@link Period}. Immutable. */
final class Truth {

    private static final long STEP = 5 * Period.MINUTE;
    private static final double FEWEST_TRANSITIONS_A_DAY = 2;
    private static final double LEAST_OCCUPIED = 0.005;

    private final Period period;
    private final long[] transitions;

    /** @param history of the room, up to the end of the recording */
    Truth(RoomHistory history, Period period) {
        this.period = period;
        this.transitions = IntStream.range(0, history.transitionCount())
                .mapToLong(i -> Minutes.toInstant(history.transition(i)).toEpochMilli())
                .filter(at -> at < period.end())
                .toArray();
    }

    /** Whether the room was occupied then. */
    boolean occupiedAt(long moment) {
        return (until(moment) & 1) == 1;
    }

    /** The first transition after that moment; nothing where the recording ended before. */
    OptionalLong nextAfter(long moment) {
        int index = until(moment);
        return index < transitions.length ? OptionalLong.of(transitions[index]) : OptionalLong.empty();
    }

    /** The transitions from that moment on. */
    LongStream from(long moment) {
        return Arrays.stream(transitions, until(moment - 1), transitions.length);
    }

    /** Whether there is enough going on: at least two transitions on each day of training, and neither always nor never occupied. */
    boolean isLively() {
        if (until(period.start() - 1) / period.trainDays() < FEWEST_TRANSITIONS_A_DAY) {
            return false;
        }
        double occupied = LongStream.iterate(period.midnight(), at -> at < period.end(), at -> at + STEP)
                .mapToInt(at -> occupiedAt(at) ? 1 : 0).average().orElse(0);
        return occupied >= LEAST_OCCUPIED && occupied <= 1 - LEAST_OCCUPIED;
    }

    private int until(long moment) {
        int found = Arrays.binarySearch(transitions, moment);
        if (found < 0) {
            return -found - 1;
        }
        while (found < transitions.length && transitions[found] == moment) {
            found++;
        }
        return found;
    }
}
