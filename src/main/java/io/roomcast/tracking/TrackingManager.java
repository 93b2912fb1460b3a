package io.roomcast.tracking;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The port behind which a predictor stands: the built-in one, or an external one that is heard over a broker. What it has to
 * say it fires as {@link Announcement} events; here is what can be asked of it. Thread-safe.
 */
public interface TrackingManager {

    /** Its name in the status: {@code mqtt} or {@code embedded}. */
    String source();

    /**
     * Whether it has anything to say at present: the built-in one once it follows the home, the external one once it was heard and
     * as long as it does not say that it is gone. The same as the state of the component {@code tracker}.
     */
    boolean isAtWork();

    /** Whether the rooms that are known are all there are, so that another one is no more. Where rooms are found that takes a while. */
    default boolean knowsAllRooms() {
        return isAtWork();
    }

    /** What was found of the home whose sensors it reads; nothing where somebody else reads them. */
    default Optional<HomeReport> home() {
        return Optional.empty();
    }

    /** The rooms known by now, by configuration or because they were heard of; in the order of their ids. */
    Collection<Room> rooms();

    /**
     * Those of the rooms that there may be predictions of. Of one without a sensor there are none, unless it is made of others that have
     * some; of what somebody else predicts all may be.
     */
    default Collection<Room> predictedRooms() {
        return rooms();
    }

    /** The room of that id, if it is known. */
    Optional<Room> room(RoomId id);

    /**
     * Whether Home Assistant may make an area of the room's name. Not of a room that it has no area for although it is where rooms come
     * from: each of its areas is a room.
     */
    default boolean mayBeArea(RoomId id) {
        return true;
    }

    /** The latest reported accuracy per room, 0 to 1. */
    SortedMap<RoomId, Double> modelAccuracy();

    /** What came of the predictions of the last day and the last week, room by room; empty where somebody else predicts. */
    default List<RoomFigures> figures() {
        return List.of();
    }

    /** How it is with Home Assistant, if that is where it hears of the home. */
    default Optional<SystemStatus.HomeAssistant> homeAssistant() {
        return Optional.empty();
    }

    /** How many predictions were announced during the last 60 seconds. */
    long predictionsPerMinute();

    /** What the WebSocket API is doing. */
    WebSocketApiStatus getWebSocketApiStatus();

    /** Asks for a new model, which is trained in the background. */
    default TrainingRequest requestTraining() {
        return TrainingRequest.NOT_POSSIBLE;
    }

    /** Ends the training that runs, if one does; says whether one did. The model that serves goes on serving. */
    default boolean cancelTraining() {
        return false;
    }
}
