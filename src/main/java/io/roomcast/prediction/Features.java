package io.roomcast.prediction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a room's next transition may depend on: the time of day and week, how long the room has been as it is, what was seen in it
 * lately and by which of its sensors, and what goes on in the rooms people come from or go to. Only what was known at the moment goes
 * in. Immutable.
 */
final class Features {

    static final int ELAPSED = 0;
    static final int MINUTE_OF_DAY = 1;
    /** Minutes since noon: a tree that may not cut at midnight can cut at noon. */
    static final int MINUTE_FROM_NOON = 2;
    static final int WEEKEND = 3;
    static final int DAY_OF_WEEK = 4;
    static final int SINCE_EVIDENCE = 5;
    static final int PREVIOUS_DWELL = 6;
    static final int DWELL_BEFORE = 7;
    static final int TRANSITIONS_LATELY = 8;
    static final int ROOMS_OCCUPIED = 9;
    static final int SINCE_EVIDENCE_ELSEWHERE = 10;
    static final int TRANSITIONS_ELSEWHERE = 11;
    static final int EVIDENCE_LATELY = 12;
    static final int AWAKE = 13;
    /** Share of the last hour, and of the last day, that the room was occupied. */
    static final int OCCUPIED_LATELY = 14;
    static final int OCCUPIED_THIS_DAY = 15;
    /** How often evidence began in the last five minutes and in the last hour. */
    static final int EVIDENCE_JUST_NOW = 16;
    static final int EVIDENCE_THIS_HOUR = 17;
    /** How often the room was occupied on the days before, so much later than this time of day: one for each horizon. */
    static final int DAYS_BEFORE = 18;
    /** How many features tell of the room itself and the home as a whole. */
    static final int OWN = DAYS_BEFORE + 4;
    /**
     * How many features each of the other rooms adds: evidence, signed elapsed time, activity. Behind them stands one for each sensor: for
     * how many minutes it has seen somebody, or, negative, nobody.
     */
    static final int PER_ROOM = 3;

    /** More rooms than these tell nothing more. */
    private static final int MAX_OTHERS = 8;
    /** More sensors of the room itself, and of the others, than these tell nothing more. */
    private static final int MAX_SENSORS = 8;
    private static final int MAX_SENSORS_ELSEWHERE = 16;
    private static final int DAYS = 10;
    private static final double FAR = 720;
    private static final double LATELY = 15;
    private static final double QUICKLY = 3;

    private final int place;
    private final int[] others;
    private final List<String> sensors;
    private final List<Optional<Evidence>> seen;

    private Features(HomeHistory history, int place, int[] others, List<String> sensors) {
        this.place = place;
        this.others = others;
        this.sensors = List.copyOf(sensors);
        this.seen = sensors.stream().map(history::sensor).toList();
    }

    /**
     * For the room at that place, with those of the other rooms that have most to do with it: whose transitions are followed or preceded
     * by one of its own within {@value #QUICKLY} minutes most often. Rooms with several sensors are looked at sensor by sensor as well.
     *
     * @param until what came later does not count
     */
    static Features of(HomeHistory history, int place, double until) {
        int[] together = IntStream.range(0, history.size())
                .map(other -> together(history.room(place), history.room(other), until))
                .toArray();
        int[] others = IntStream.range(0, history.size())
                .filter(other -> other != place)
                .boxed()
                .sorted(Comparator.comparingInt((Integer other) -> -together[other]))
                .limit(MAX_OTHERS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        Stream<String> own = severalIn(history, place).limit(MAX_SENSORS);
        Stream<String> elsewhere = Arrays.stream(others).boxed().flatMap(other -> severalIn(history, other)).limit(MAX_SENSORS_ELSEWHERE);
        return new Features(history, place, others, Stream.concat(own, elsewhere).toList());
    }

    /** With others, and with sensors, that were chosen before. A sensor that is gone counts as one that sees nobody. */
    static Features of(HomeHistory history, int place, int[] others, List<String> sensors) {
        return new Features(history, place, others, sensors);
    }

    /** A room's sensors, unless there is only one, which tells what the room tells. */
    private static Stream<String> severalIn(HomeHistory history, int place) {
        List<String> sensors = history.sensorsIn(place);
        return sensors.size() > 1 ? sensors.stream() : Stream.empty();
    }

    /** The places of the other rooms it looks at. */
    int[] others() {
        return others.clone();
    }

    /** The entity ids of the sensors it looks at one by one. */
    List<String> sensors() {
        return sensors;
    }

    /** How many features there are. */
    int size() {
        return OWN + PER_ROOM * others.length + sensors.size();
    }

    Moment at(HomeHistory history, double minute) {
        float[] features = new float[size()];
        RoomHistory room = history.room(place);
        WallClock clock = history.clock();
        double minuteOfDay = clock.minuteOfDay(minute);
        int count = room.transitionsUntil(minute);
        features[ELAPSED] = (float) history.elapsed(place, minute);
        features[MINUTE_OF_DAY] = (float) minuteOfDay;
        features[MINUTE_FROM_NOON] = (float) ((minuteOfDay + Minutes.DAY / 2) % Minutes.DAY);
        features[WEEKEND] = clock.isWeekend(minute) ? 1 : 0;
        features[DAY_OF_WEEK] = clock.dayOfWeek(minute);
        features[SINCE_EVIDENCE] = (float) room.sinceEvidence(minute);
        features[PREVIOUS_DWELL] = (float) room.lastedBefore(count - 1);
        features[DWELL_BEFORE] = (float) room.lastedBefore(count - 2);
        features[TRANSITIONS_LATELY] = count - room.transitionsUntil(minute - 3 * Minutes.HOUR);
        features[EVIDENCE_LATELY] = room.evidenceUntil(minute) - room.evidenceUntil(minute - LATELY);
        features[AWAKE] = (float) history.awake(minute);
        features[OCCUPIED_LATELY] = occupiedLately(room, minute, Minutes.HOUR);
        features[OCCUPIED_THIS_DAY] = occupiedLately(room, minute, Minutes.DAY);
        features[EVIDENCE_JUST_NOW] = room.evidenceUntil(minute) - room.evidenceUntil(minute - 5);
        features[EVIDENCE_THIS_HOUR] = room.evidenceUntil(minute) - room.evidenceUntil(minute - Minutes.HOUR);
        daysBefore(history, minute, features);
        elsewhere(history, minute, features, (count & 1) == 1);
        sensorBySensor(minute, features);
        return new Moment(minute, minuteOfDay, (count & 1) == 1, features);
    }

    /** Which share of what is known of the last minutes it was occupied; where nothing is, it has stayed as it was. */
    private static float occupiedLately(RoomHistory room, double minute, double minutes) {
        double known = room.knownOf(minutes, minute);
        if (known > 0) {
            return (float) (room.occupiedBetween(minute - minutes, minute) / known);
        }
        return room.occupiedAt(minute) ? 1 : 0;
    }

    private void daysBefore(HomeHistory history, double minute, float[] features) {
        RoomHistory room = history.room(place);
        double[] sums = new double[TimeGrid.HORIZONS.length];
        double[] weights = new double[TimeGrid.HORIZONS.length];
        Arrays.fill(sums, 0.3 * 0.2);
        Arrays.fill(weights, 0.2);
        double dayWeight = 1;
        double sameTime = history.clock().daysBefore(minute, 1);
        for (int day = 1; day <= DAYS && sameTime >= history.began(); day++) {
            for (int h = 0; h < sums.length; h++) {
                double then = sameTime + TimeGrid.HORIZONS[h];
                sums[h] += dayWeight * room.occupiedBetween(then - 15, then + 15) / 30;
                weights[h] += dayWeight * (room.knownOf(30, then + 15) / 30);
            }
            dayWeight *= 0.85;
            sameTime = history.clock().daysBefore(minute, day + 1);
        }
        for (int h = 0; h < sums.length; h++) {
            features[DAYS_BEFORE + h] = (float) (sums[h] / weights[h]);
        }
    }

    private void elsewhere(HomeHistory history, double minute, float[] features, boolean occupied) {
        int occupiedRooms = occupied ? 1 : 0;
        int transitions = 0;
        double nearest = Evidence.LONG_AGO;
        int next = OWN;
        for (int other : others) {
            RoomHistory room = history.room(other);
            int count = room.transitionsUntil(minute);
            boolean there = (count & 1) == 1;
            double evidence = room.sinceEvidence(minute);
            double elapsed = Math.min(FAR, history.elapsed(other, minute));
            nearest = Math.min(nearest, evidence);
            occupiedRooms += there ? 1 : 0;
            transitions += count - room.transitionsUntil(minute - Minutes.HOUR);
            features[next++] = (float) Math.min(FAR, evidence);
            features[next++] = (float) (there ? elapsed : -elapsed);
            features[next++] = room.evidenceUntil(minute) - room.evidenceUntil(minute - LATELY);
        }
        features[ROOMS_OCCUPIED] = occupiedRooms;
        features[SINCE_EVIDENCE_ELSEWHERE] = (float) nearest;
        features[TRANSITIONS_ELSEWHERE] = transitions;
    }

    private void sensorBySensor(double minute, float[] features) {
        int next = OWN + PER_ROOM * others.length;
        for (Optional<Evidence> sensor : seen) {
            double lasting = sensor.map(evidence -> evidence.lasting(minute)).orElse(-FAR);
            features[next++] = (float) Math.max(-FAR, Math.min(FAR, lasting));
        }
    }

    private static int together(RoomHistory one, RoomHistory other, double until) {
        return (int) IntStream.range(0, other.transitionsUntil(until))
                .filter(other::isSeen)
                .mapToDouble(other::transition)
                .filter(at -> one.transitionsUntil(Math.min(until, at + QUICKLY)) > one.transitionsUntil(at - QUICKLY))
                .count();
    }

    @Override
    public String toString() {
        return "features of room " + place + " with " + Arrays.toString(others);
    }
}
