package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** For how long the rooms of a home were occupied, and for how long vacant between that. */
public final class Episodes {

    private final Map<RoomId, OfRoom> rooms = new TreeMap<>();
    private Instant begin = Instant.MAX;
    private Instant end = Instant.MIN;

    /** Those of one room, in minutes, in the order of time; neither the first nor the last is among them if it is not complete. */
    public static final class OfRoom {

        private final List<Double> occupied = new ArrayList<>();
        private final List<Double> vacant = new ArrayList<>();
        private Occupancy state = Occupancy.UNKNOWN;
        private Instant since = Instant.MIN;
        private boolean complete;

        public List<Double> occupied() {
            return occupied;
        }

        public List<Double> vacant() {
            return vacant;
        }

        private void becomes(Occupancy next, Instant at) {
            if (complete) {
                (state == Occupancy.OCCUPIED ? occupied : vacant).add(Duration.between(since, at).toMillis() / 60_000.0);
            }
            // What follows or precedes the unknown may have lasted longer than is known.
            complete = state != Occupancy.UNKNOWN && next != Occupancy.UNKNOWN;
            state = next;
            since = at;
        }
    }

    private Episodes() {
    }

    /**
     * What comes of events.
     *
     * @param events hands them over, in the order of time
     */
    public static Episodes of(Home home, Consumer<Consumer<SensorEvent>> events) {
        Episodes episodes = new Episodes();
        home.rooms().forEach(room -> episodes.rooms.put(room.id(), new OfRoom()));
        OccupancyTracker tracker = new OccupancyTracker(home, SensorLimits.forComparison(), episodes.new Listener());
        events.accept(event -> {
            tracker.accept(event);
            episodes.begin = episodes.begin.isBefore(event.at()) ? episodes.begin : event.at();
            episodes.end = event.at();
        });
        return episodes;
    }

    public Map<RoomId, OfRoom> rooms() {
        return rooms;
    }

    /** How many days there were. */
    public double days() {
        return Duration.between(begin, end).toMinutes() / 1_440.0;
    }

    /** How often a day that room became occupied or vacant. */
    public double changesPerDay(RoomId room) {
        return (rooms.get(room).occupied.size() + rooms.get(room).vacant.size()) / days();
    }

    /** How much of the time that room was occupied, from 0 to 1. */
    public double share(RoomId room) {
        return sum(rooms.get(room).occupied) / (sum(rooms.get(room).occupied) + sum(rooms.get(room).vacant));
    }

    /** How long the rooms were occupied, all of them together. */
    public List<Double> occupied() {
        return rooms.values().stream().map(OfRoom::occupied).flatMap(List::stream).toList();
    }

    /** How long they were vacant in between. */
    public List<Double> vacant() {
        return rooms.values().stream().map(OfRoom::vacant).flatMap(List::stream).toList();
    }

    /** The value below which that share of the values is. */
    public static double quantile(List<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /** The values below which 10, 25, 50, 75 and 90 % are. */
    public static double[] quantiles(List<Double> values) {
        return Stream.of(0.1, 0.25, 0.5, 0.75, 0.9).mapToDouble(share -> quantile(values, share)).toArray();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(value -> value).sum();
    }

    private final class Listener implements OccupancyListener {

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            rooms.get(room).becomes(now, at);
        }

        @Override
        public void evidenceBegan(Sensor sensor, Instant at) {
            // Rooms alone are looked at.
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            // Rooms alone are looked at.
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            // Makes a room unknown at most.
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            // Makes a room known at most.
        }
    }
}
