package io.roomcast.source.simulated;

/** What somebody does in a room, as far as sensors can tell one thing from another. */
enum Activity {
    SLEEP(75, Support.BED),
    READ_IN_BED(7, Support.BED),
    DRESS(0.7, Support.NONE),
    WASH(0.8, Support.NONE),
    COOK(0.6, Support.NONE),
    EAT(2.5, Support.NONE),
    SNACK(0.6, Support.NONE),
    TIDY(0.7, Support.NONE),
    SIT(5, Support.SEAT),
    WORK(6, Support.SEAT),
    PLAY(2.5, Support.NONE),
    FETCH(0.3, Support.NONE),
    PASS(0, Support.NONE),
    BE_OUT(0, Support.NONE);

    /** What carries the body meanwhile, which may have a sensor of its own. */
    enum Support { NONE, SEAT, BED }

    private final double stillness;
    private final Support support;

    Activity(double stillness, Support support) {
        this.stillness = stillness;
        this.support = support;
    }

    /** How long it is on average between two movements that a motion sensor can see, in minutes. */
    double stillness() {
        return stillness;
    }

    Support support() {
        return support;
    }
}
