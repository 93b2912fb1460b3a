package io.roomcast.source.simulated;

/**
 * Chance that can be repeated: the same key gives the same throws, on every machine and every Java. That is why it is neither one
 * of the generators of the library, whose sequences may change, nor uses {@link Math}, whose last digits may differ. (The generator
 * is SplitMix64 of Steele, Lea and Flood, 2014.) For one thread.
 */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Nothing is further from its mean than that many spreads: people have limits. */
    private static final double LIMIT = 2.5;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** The dice of that key; keys that differ in anything give throws that have nothing to do with each other. */
    static Dice of(long... key) {
        long state = 0;
        for (long part : key) {
            state = mix(state + GOLDEN + part);
        }
        return new Dice(state);
    }

    /** From 0 to less than 1, each as likely as any other. */
    double uniform() {
        state += GOLDEN;
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    double between(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Around the mean, mostly within the spread of it. */
    double around(double mean, double spread) {
        double standard = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform())) * StrictMath.cos(2 * StrictMath.PI * uniform());
        return mean + spread * Math.max(-LIMIT, Math.min(LIMIT, standard));
    }

    /** How long until something happens that happens at random, once in that time on average. */
    double waiting(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Above zero, half of the time below the median, and now and then much longer: how long people do things. */
    double lasting(double median, double spread) {
        return median * StrictMath.exp(around(0, spread));
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
