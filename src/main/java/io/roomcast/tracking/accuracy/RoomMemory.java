package io.roomcast.tracking.accuracy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one room.
 *
 * @param room     its id
 * @param accuracy its questions
 * @param watch    how its days have been
 * @param reported what was reported last of each window
 * @param verdicts what has come about and was not told yet
 */
record RoomMemory(String room, RoomAccuracy.AccuracyState accuracy, AccuracyWatch.WatchState watch, List<Reported> reported,
        List<Untold> verdicts) {

    RoomMemory {
        reported = List.copyOf(reported);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * What was reported last.
     *
     * @param windowSeconds how far back it reached
     * @param accuracy      the share that was right
     * @param questions     how many there were
     */
    record Reported(long windowSeconds, double accuracy, long questions) {

        boolean isOf(Duration window) {
            return windowSeconds == window.toSeconds();
        }
    }

    /**
     * What nobody was told yet.
     *
     * @param second  when it came about, in seconds
     * @param verdict what it is
     */
    record Untold(long second, AccuracyWatch.Verdict verdict) {

        Instant at() {
            return Instant.ofEpochSecond(second);
        }
    }
}
