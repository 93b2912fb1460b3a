package io.roomcast.tracking.accuracy;

/** How a room is, or was, as a number to be written down. */
final class Sight {

    private static final byte UNKNOWN = -1;
    private static final byte VACANT = 0;
    private static final byte OCCUPIED = 1;

    private Sight() {
    }

    /** @param occupied null where it is not known */
    static byte of(Boolean occupied) {
        return occupied == null ? UNKNOWN : occupied ? OCCUPIED : VACANT;
    }

    /** All of them. */
    static byte[] of(Boolean[] occupied) {
        byte[] all = new byte[occupied.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = of(occupied[i]);
        }
        return all;
    }

    /** Whether it is occupied; null where it is not known. */
    static Boolean isOccupied(byte sight) {
        return sight == UNKNOWN ? null : Boolean.valueOf(sight == OCCUPIED);
    }
}
