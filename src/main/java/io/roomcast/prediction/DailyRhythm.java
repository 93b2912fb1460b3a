package io.roomcast.prediction;

/**
 * Climatology: what usually comes at this time of the day after so long in this state, and nothing else. Every moment counts by how near it
 * is in these two. Immutable.
 *
 * @param slots    for each moment it looks at the quarter of an hour on the wall clock
 * @param elapsed  for each moment its class of elapsed time
 * @param minutes  minutes to the transition, or to where it was lost from sight
 * @param censored whether it was lost from sight
 * @param usually  for each quarter of an hour and horizon how often the room was occupied then
 */
record DailyRhythm(byte[] slots, byte[] elapsed, float[] minutes, boolean[] censored, float[][] usually) {

    private static final int SLOTS = 96;
    private static final double SLOT = Minutes.DAY / SLOTS;
    private static final double WIDTH_OF_DAY = 60;
    private static final double WIDTH_OF_OUTCOMES = 30;
    private static final double CLASSES_PER_E_FOLD = 4;
    private static final double WIDTH_OF_ELAPSED = 0.8;
    private static final int ELAPSED_CLASSES = 36;
    private static final float[] BY_SLOT = bell(SLOTS / 2 + 1, SLOT / WIDTH_OF_DAY);
    private static final float[] BY_ELAPSED = bell(ELAPSED_CLASSES, 1 / CLASSES_PER_E_FOLD / WIDTH_OF_ELAPSED);
    private static final float[] BY_SLOT_OF_OUTCOMES = bell(SLOTS / 2 + 1, SLOT / WIDTH_OF_OUTCOMES);
    private static final double NEVER_NOTHING = 1e-6;
    /** Of more moments only every second or third is looked at: neighbours are alike. */
    private static final int AT_MOST = 6000;

    static DailyRhythm learn(Sample sample) {
        int every = (sample.size() + AT_MOST - 1) / AT_MOST;
        int size = (sample.size() + every - 1) / every;
        byte[] slots = new byte[size];
        byte[] elapsed = new byte[size];
        float[] minutes = new float[size];
        boolean[] censored = new boolean[size];
        for (int i = 0; i < size; i++) {
            Moment moment = sample.moments().get(i * every);
            slots[i] = slotOf(moment);
            elapsed[i] = classOf(moment.elapsed());
            minutes[i] = (float) sample.minutes()[i * every];
            censored[i] = sample.censored()[i * every];
        }
        return new DailyRhythm(slots, elapsed, minutes, censored, usually(sample));
    }

    private static float[][] usually(Sample sample) {
        double[][] occupied = new double[SLOTS][TimeGrid.HORIZONS.length];
        double[][] known = new double[SLOTS][TimeGrid.HORIZONS.length];
        for (int i = 0; i < sample.size(); i++) {
            int slot = slotOf(sample.moments().get(i));
            for (int h = 0; h < TimeGrid.HORIZONS.length; h++) {
                int outcome = sample.outcomes()[i][h];
                occupied[slot][h] += Math.max(0, outcome);
                known[slot][h] += outcome < 0 ? 0 : 1;
            }
        }
        return usually(occupied, known);
    }

    double[] forecast(Moment moment) {
        int slot = slotOf(moment);
        int here = classOf(moment.elapsed());
        SurvivalCurve curve = new SurvivalCurve();
        for (int i = 0; i < slots.length; i++) {
            double weight = BY_SLOT[apart(slot, slots[i])] * BY_ELAPSED[Math.abs(here - elapsed[i])] + NEVER_NOTHING;
            curve.add(minutes[i], censored[i], weight);
        }
        return curve.mass();
    }

    void occupied(Moment moment, double[] occupied) {
        float[] shares = usually[slotOf(moment)];
        for (int h = 0; h < occupied.length; h++) {
            occupied[h] = shares[h];
        }
    }

    private static float[][] usually(double[][] occupied, double[][] known) {
        float[][] usually = new float[SLOTS][TimeGrid.HORIZONS.length];
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int h = 0; h < TimeGrid.HORIZONS.length; h++) {
                double sum = 0.1;
                double weight = 0.2;
                for (int other = 0; other < SLOTS; other++) {
                    double near = BY_SLOT_OF_OUTCOMES[apart(slot, other)] + NEVER_NOTHING;
                    sum += near * occupied[other][h];
                    weight += near * known[other][h];
                }
                usually[slot][h] = (float) (sum / weight);
            }
        }
        return usually;
    }

    private static int apart(int one, int other) {
        int distance = Math.abs(one - other);
        return Math.min(distance, SLOTS - distance);
    }

    private static byte slotOf(Moment moment) {
        return (byte) Math.min(SLOTS - 1, moment.minuteOfDay() / SLOT);
    }

    private static byte classOf(double elapsed) {
        return (byte) Math.min(ELAPSED_CLASSES - 1, Math.log1p(elapsed) * CLASSES_PER_E_FOLD);
    }

    private static float[] bell(int size, double step) {
        float[] bell = new float[size];
        for (int i = 0; i < size; i++) {
            bell[i] = (float) Math.exp(-0.5 * i * step * i * step);
        }
        return bell;
    }
}
