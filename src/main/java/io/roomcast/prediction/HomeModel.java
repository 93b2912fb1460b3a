package io.roomcast.prediction;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What was learned of a home up to a moment. Immutable.
 *
 * @param version names this model
 * @param rooms   the rooms, in the order of the home
 * @param until   the latest moment it learned from, in minutes
 * @param models  what was learned of each
 */
public record HomeModel(String version, List<String> rooms, double until, List<RoomModel> models) {

    /** How far back it learns, in minutes: what was longer ago tells nothing of today's habits. */
    public static final double REACH = 200 * Minutes.DAY;

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
        Learning learning = new Learning(history, until);
        List<RoomModel> models = new ArrayList<>();
        for (int place = 0; place < history.size(); place++) {
            progress.learned(place, history.size());
            models.add(learning.room(place));
        }
        progress.learned(history.size(), history.size());
        return learning.result(version, models);
    }

    /**
     * Learns the same model, the rooms side by side. It returns when no worker looks at the history any more, also when it is ended
     * by the progress.
     *
     * @param workers  learn a room each
     * @param progress is told on the thread that calls
     */
    public static HomeModel learn(HomeHistory history, Instant until, String version, Executor workers, Progress progress) {
        Learning learning = new Learning(history, until);
        RoomModel[] models = new RoomModel[history.size()];
        AtomicBoolean wanted = new AtomicBoolean(true);
        List<CompletableFuture<Void>> work = new ArrayList<>();
        try {
            for (int i = 0; i < models.length; i++) {
                int place = i;
                work.add(CompletableFuture.runAsync(() -> {
                    if (wanted.get()) {
                        models[place] = learning.room(place);
                    }
                }, workers));
            }
            for (int done = 0; done < models.length; done++) {
                progress.learned(done, models.length);
                work.get(done).join();
            }
        } finally {
            wanted.set(false);
            CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new)).exceptionally(failure -> null).join();
        }
        progress.learned(models.length, models.length);
        return learning.result(version, List.of(models));
    }

    /** What is learned from: which history, and which part of it. */
    private record Learning(HomeHistory history, double from, double until) {

        Learning(HomeHistory history, Instant until) {
            this(history, Math.max(history.began(), Minutes.of(until) - REACH), Minutes.of(until));
        }

        RoomModel room(int place) {
            return RoomModel.learn(history, place, from, until, new SplittableRandom(place));
        }

        HomeModel result(String version, List<RoomModel> models) {
            return new HomeModel(version, history.roomIds().stream().map(RoomId::value).toList(), until, models);
        }
    }

    /**
     * What a model's numbers rest on besides its own shape: a model that was written down under another layout means something else.
     */
    public static String layout() {
        return Features.OWN + " features, " + Features.PER_ROOM + " of each other room, one of each sensor, "
                + TimeGrid.BINS + " bins of " + TimeGrid.BIN + " minutes, horizons " + Arrays.toString(TimeGrid.HORIZONS) + ", members " + Arrays.toString(Member.values());
    }

    /** Whether it was learned in a home with these rooms. */
    public boolean fits(HomeHistory history) {
        return rooms.equals(history.roomIds().stream().map(RoomId::value).toList());
    }
}
