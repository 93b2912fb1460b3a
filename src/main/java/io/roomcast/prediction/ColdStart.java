package io.roomcast.prediction;

/**
 * What is said of a room before a model has been learned: times in a state follow a log-logistic distribution, the usual shape of dwell
 * times, around what such rooms show in general, drawn towards what this one has shown so far. Low confidence comes by itself.
 */
final class ColdStart {

    /** What is known of rooms in general counts as much as so many dwell times of this one. */
    private static final double PRIOR_COUNT = 3;
    private static final double MEDIAN_OCCUPIED = 20;
    private static final double MEDIAN_VACANT = 70;
    private static final double SHAPE_OCCUPIED = 1.1;
    private static final double SHAPE_VACANT = 0.8;
    /** How likely a room is in its other state some time after it left this one. */
    private static final double STAYS_AWAY = 0.75;
    private static final double STAYS = 0.35;

    private ColdStart() {
    }

    static RawForecast forecast(HomeHistory history, int place, double moment) {
        RoomHistory room = history.room(place);
        int count = room.transitionsUntil(moment);
        boolean occupied = (count & 1) == 1;
        double median = median(room, count, occupied);
        double shape = occupied ? SHAPE_OCCUPIED : SHAPE_VACANT;
        double elapsed = Math.max(0, history.elapsed(place, moment));
        double[] mass = new double[TimeGrid.SIZE];
        double before = 1;
        for (int bin = 0; bin < TimeGrid.BINS; bin++) {
            double after = surviving(elapsed + (bin + 1) * TimeGrid.BIN, median, shape) / surviving(elapsed, median, shape);
            mass[bin] = before - after;
            before = after;
        }
        mass[TimeGrid.BINS] = before;
        double[] chances = new double[TimeGrid.HORIZONS.length];
        for (int h = 0; h < chances.length; h++) {
            double gone = 1 - surviving(elapsed + TimeGrid.HORIZONS[h], median, shape) / surviving(elapsed, median, shape);
            chances[h] = occupied ? 1 - STAYS_AWAY * gone : STAYS * gone;
        }
        double[][] everyMass = new double[Member.count()][];
        double[][] everyChance = new double[Member.count()][];
        java.util.Arrays.fill(everyMass, mass);
        java.util.Arrays.fill(everyChance, chances);
        return new RawForecast(everyMass, everyChance);
    }

    /** The geometric mean of the finished times in that state, which is a log-logistic distribution's median. */
    private static double median(RoomHistory room, int transitions, boolean occupied) {
        double sum = PRIOR_COUNT * Math.log(occupied ? MEDIAN_OCCUPIED : MEDIAN_VACANT);
        double count = PRIOR_COUNT;
        for (int i = occupied ? 1 : 2; i < transitions; i += 2) {
            double lasted = room.lastedBefore(i);
            if (lasted >= 0) {
                sum += Math.log(Math.max(1, lasted));
                count++;
            }
        }
        return Math.exp(sum / count);
    }

    private static double surviving(double minutes, double median, double shape) {
        return 1 / (1 + Math.pow(minutes / median, shape));
    }
}
