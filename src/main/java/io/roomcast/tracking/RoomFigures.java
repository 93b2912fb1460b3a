package io.roomcast.tracking;

import io.roomcast.home.Room;
import io.roomcast.prediction.scoring.Figures;
import io.roomcast.prediction.scoring.Selective;

/**
 * What came of the predictions for a room of late, in full.
 *
 * @param room            the room
 * @param windowHours     how far back it reaches, in hours
 * @param onTheClock      the first prediction of each quarter of an hour: these stand for "asked at any moment"
 * @param afterTransition the first prediction after each transition of the room
 * @param between         how many others there were; they are only counted
 * @param rightBetween    how many of these were right
 * @param unscored        how many predictions could not be scored so far, because nobody could tell how the room was
 */
public record RoomFigures(
        Room room, int windowHours, Scored onTheClock, Scored afterTransition, long between, long rightBetween, long unscored) {

    /**
     * Predictions of one kind.
     *
     * @param figures      how good they were, and what would have been as good
     * @param byConfidence how good those were that dared to speak
     */
    public record Scored(Figures figures, Selective byConfidence) {
    }
}
