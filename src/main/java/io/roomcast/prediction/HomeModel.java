package io.roomcast.prediction;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What was learned of a home up to a moment. Immutable.
 *
 * @param version names this model
 * @param rooms   the rooms, in the order of the home
 * @param until   the latest moment it learned from, in minutes
 * @param models  what was learned of each
 */
public record HomeModel(String version, List<String> rooms, double until, List<RoomModel> models) {

    /** More than so many days ago tells nothing of today's habits. */
    private static final double LONGEST = 200 * Minutes.DAY;

    public HomeModel {
        rooms = List.copyOf(rooms);
        models = List.copyOf(models);
    }

    /** Is told how far learning has come, and can end it by throwing an exception of its own. */
    public interface Progress {

        /** So many of the rooms are done. */
        void learned(int done, int total);
    }

    /**
     * Learns from everything up to that moment, which takes about a second for each room. The same history gives the same model.
     *
     * @param history is not changed; nobody else may change it meanwhile
     */
    public static HomeModel learn(HomeHistory history, Instant until, String version, Progress progress) {
        double end = Minutes.of(until);
        double from = Math.max(history.began(), end - LONGEST);
        List<RoomModel> models = new ArrayList<>();
        for (int place = 0; place < history.size(); place++) {
            progress.learned(place, history.size());
            models.add(RoomModel.learn(history, place, from, end, new SplittableRandom(place)));
        }
        progress.learned(history.size(), history.size());
        return new HomeModel(version, history.roomIds().stream().map(RoomId::value).toList(), end, models);
    }

    /** Whether it was learned in a home with these rooms. */
    public boolean fits(HomeHistory history) {
        return rooms.equals(history.roomIds().stream().map(RoomId::value).toList());
    }
}
