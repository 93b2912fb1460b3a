package io.roomcast.evaluation;

import io.roomcast.prediction.scoring.Figures;
import io.roomcast.prediction.scoring.Selective;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.util.List;

/**
 * What came of the answers about the rooms of a home on one kind of occasion.
 *
 * @param occasion the occasion
 * @param rooms    the rooms that are scored, in the order of the home; at least one
 */
record HomeScore(Occasion occasion, List<RoomScore> rooms) {

    HomeScore {
        rooms = List.copyOf(rooms);
    }

    /** The plain mean over the rooms. */
    Figures mean() {
        return Figures.mean(rooms.stream().map(RoomScore::figures).toList());
    }

    /** The Brier score of saying that everything stays as it is, at a horizon; the plain mean over the rooms. */
    double persistence(int horizon) {
        return rooms.stream().mapToDouble(room -> room.changed().get(horizon)).filter(share -> !Double.isNaN(share)).average()
                .orElse(Double.NaN);
    }

    /** By confidence, the answers of all rooms together. */
    Selective selective() {
        Selective all = new Selective();
        rooms.forEach(room -> all.addAll(room.selective()));
        return all;
    }

    /** By confidence and hour, the answers of all rooms together. */
    Breakdown breakdown() {
        Breakdown all = new Breakdown();
        rooms.forEach(room -> all.add(room.breakdown()));
        return all;
    }
}
