package io.roomcast.tracking.drift;

import io.roomcast.home.RoomId;
import io.roomcast.tracking.Drift;
import java.util.Optional;

/**
 * What a test found.
 *
 * @param name   the test, and the sensor if it is one's
 * @param type   what it tests for
 * @param room   the room; absent when it looks at all of them
 * @param score  how far the current days stand out, as a standard normal score
 * @param p      how probable that is by chance
 * @param effect how different the days are, 0 (alike) to 1 (nothing alike), whether by chance or not
 */
record Finding(String name, Drift.Type type, Optional<RoomId> room, double score, double p, double effect) {

    /** What a test that looks by itself takes for more than chance. */
    private static final double SPEAKS = 0.001;

    boolean speaks() {
        return p <= SPEAKS;
    }
}
