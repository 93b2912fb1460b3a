package io.roomcast.source;

import io.roomcast.tracking.StoreUnavailableException;

/**
 * How often the first of those that wait in a line is tried. While the store is away, for as long as it takes; what fails for
 * another reason may fail every time, and holds up those behind it. Not thread-safe.
 */
final class Attempts {

    /** So often is tried what fails for another reason than that the store is away. */
    static final int MOST = 5;

    private int failed;

    /** Whether there is to be another attempt after that failure. */
    boolean another(RuntimeException failure) {
        return failure instanceof StoreUnavailableException || ++failed < MOST;
    }

    /** It is the next one's turn. */
    void reset() {
        failed = 0;
    }
}
