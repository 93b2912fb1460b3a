package io.roomcast.evaluation;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorLimits;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Member;
import io.roomcast.prediction.Minutes;
import io.roomcast.source.Recording;
import io.roomcast.tracking.embedded.HomeTracker;
import io.roomcast.tracking.embedded.HomeTrackerListener;
import io.roomcast.tracking.embedded.RetrainingSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A home that is lived through once more: its recording goes through the tracker that serves, which learns by a schedule and answers as
 * it would have answered then. For one thread.
 */
final class Replay {

    private final HomeTracker tracker;
    private final RetrainingSchedule schedule;
    private final Period period;
    private final Executor workers;
    private final Consumer<Answer> written;
    private final Progress progress;
    private final Map<RoomId, List<Answer>> answers = new LinkedHashMap<>();
    private final Map<RoomId, TrustSum> trust = new LinkedHashMap<>();
    private Optional<Instant> due = Optional.empty();
    private int trainings;
    private Duration training = Duration.ZERO;

    /** Is told how far the replay is. */
    interface Progress {

        /** The replay has come to that moment, with so many trainings. */
        void reached(long moment, int trainings);
    }

    /**
     * @param workers learn rooms side by side
     * @param written takes each answer of the time that counts, in the order of time
     */
    Replay(Home home, RetrainingSchedule schedule, Period period, Executor workers, Consumer<Answer> written, Progress progress) {
        this.tracker = new HomeTracker(home, SensorLimits.forComparison(), new Follower());
        this.schedule = schedule;
        this.period = period;
        this.workers = workers;
        this.written = written;
        this.progress = progress;
        home.rooms().forEach(room -> {
            answers.put(room.id(), new ArrayList<>());
            trust.put(room.id(), new TrustSum(Member.values().length));
        });
    }

    /** Replays the recording from its first event to its last. */
    void run(Path events) throws IOException {
        // Who looked at the recording first has heard of its broken lines.
        try (Recording recording = Span.open(events, (line, why) -> { })) {
            for (Optional<SensorEvent> event = recording.next(); event.isPresent(); event = recording.next()) {
                tracker.accept(event.get());
            }
        }
        tracker.advance(Instant.ofEpochMilli(period.end()));
    }

    /** What became known of the home. */
    HomeHistory history() {
        return tracker.history();
    }

    /** The answers about a room in the time that counts. */
    List<Answer> answers(RoomId room) {
        return List.copyOf(answers.get(room));
    }

    /** How much each member was trusted with the answers about a room. */
    double[] trust(RoomId room) {
        return trust.get(room).mean();
    }

    /** How many times the home was learned. */
    int trainings() {
        return trainings;
    }

    /** How long that took. */
    Duration training() {
        return training;
    }

    private void learn(Instant now) {
        long began = System.nanoTime();
        tracker.adopt(HomeModel.learn(tracker.history(), now, now.toString(), workers, (done, total) -> { }));
        training = training.plusNanos(System.nanoTime() - began);
        trainings++;
    }

    private final class Follower implements HomeTrackerListener {

        @Override
        public void quarter(Instant at) {
            Instant began = Minutes.toInstant(tracker.history().began());
            if (!at.isBefore(due.orElseGet(() -> schedule.first(began)))) {
                learn(at);
                due = Optional.of(schedule.next(began, at));
            }
            progress.reached(at.toEpochMilli(), trainings);
        }

        @Override
        public void asked(Forecast forecast, Occasion occasion) {
            if (forecast.madeAt().toEpochMilli() >= period.start()) {
                Answer answer = Answer.of(forecast, occasion);
                answers.get(forecast.room()).add(answer);
                trust.get(forecast.room()).add(forecast.weights());
                written.accept(answer);
            }
        }

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            // The history has it.
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            // By the rules of comparison that is no evidence, and nothing else.
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            // As above.
        }
    }
}
