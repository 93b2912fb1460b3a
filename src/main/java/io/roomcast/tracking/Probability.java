package io.roomcast.tracking;

/** The range check that every probability and share in this package goes through. */
final class Probability {

    private Probability() {
    }

    static void require(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1");
        }
    }
}
