package io.roomcast.source;

import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.TrainingRequest;
import io.roomcast.tracking.embedded.HomeExperience;
import io.roomcast.tracking.embedded.LiveHome;
import io.roomcast.tracking.embedded.ModelStore;
import io.roomcast.tracking.embedded.RetrainingAlerts;
import io.roomcast.tracking.embedded.RetrainingReason;
import io.roomcast.tracking.embedded.RetrainingSchedule;
import io.roomcast.tracking.embedded.Training;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees to it that the home has a model that is up to date. One is trained at a time, in the background, on a copy of what is known; the
 * one before serves until it is done. A reason of its own accord is heard at most once a day.
 */
final class Retraining implements AutoCloseable {

    /** Nothing but a request trains more often. */
    static final Duration PAUSE = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(Retraining.class.getPackageName());
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final RetrainingSchedule SCHEDULE = RetrainingSchedule.standard();
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Executor serial;
    private final Executor background;
    private final ModelStore models;
    private final Consumer<? super Announcement> announce;
    /** These three belong to the serial executor. */
    private Optional<LiveHome> home = Optional.empty();
    private Optional<HomeModel> serving = Optional.empty();
    private Instant attempted = Instant.MIN;
    /** These two are guarded by this. */
    private Optional<TrainingJob> running = Optional.empty();
    private boolean closed;

    /**
     * @param clock      the time in the home
     * @param serial     where the home is
     * @param background where models are trained
     */
    Retraining(InstantSource clock, Executor serial, Executor background, ModelStore models, Consumer<? super Announcement> announce) {
        this.clock = clock;
        this.serial = serial;
        this.background = background;
        this.models = models;
        this.announce = announce;
    }

    /** The home whose models it sees to, with the model that serves. On the serial executor. */
    void serve(LiveHome live, Optional<HomeModel> model) {
        home = Optional.of(live);
        serving = model;
        if (attempted.isAfter(clock.instant())) {
            // The clock was ahead then.
            attempted = Instant.MIN;
        }
    }

    /** Trains if it is time to. On the serial executor. */
    void consider(Instant now) {
        due(now).ifPresent(this::begin);
    }

    /** There is a reason to train. On the serial executor. */
    void suggest(RetrainingReason reason, Instant now) {
        if (!isTooSoon(now)) {
            begin(reason);
        }
    }

    private Optional<RetrainingReason> due(Instant now) {
        Optional<Instant> began = home.flatMap(LiveHome::began);
        if (began.isEmpty()) {
            return Optional.empty();
        }
        if (serving.isEmpty()) {
            boolean due = !now.isBefore(SCHEDULE.first(began.get())) && !isTooSoon(now);
            return due ? Optional.of(RetrainingReason.FIRST) : Optional.empty();
        }
        Instant learned = Minutes.toInstant(serving.get().until());
        Instant last = attempted.isAfter(learned) ? attempted : learned;
        return now.isBefore(SCHEDULE.next(began.get(), last)) ? Optional.empty() : Optional.of(RetrainingReason.SCHEDULE);
    }

    private boolean isTooSoon(Instant now) {
        return attempted.isAfter(now.minus(PAUSE));
    }

    /** Trains because somebody asked for it. On any thread. */
    TrainingRequest request() {
        Optional<TrainingJob> job = reserve();
        job.ifPresent(reserved -> serial.execute(() -> begin(reserved, RetrainingReason.REQUEST)));
        return job.isPresent() ? TrainingRequest.STARTED : TrainingRequest.RUNNING;
    }

    /** Ends the training that runs, if one does. On any thread. */
    synchronized boolean cancel() {
        running.ifPresent(TrainingJob::cancel);
        return running.isPresent();
    }

    private void begin(RetrainingReason reason) {
        reserve().ifPresent(job -> begin(job, reason));
    }

    private void begin(TrainingJob job, RetrainingReason reason) {
        if (home.isEmpty()) {
            release(job);
            return;
        }
        attempted = clock.instant();
        Instant now = attempted;
        String version = VERSION.format(now);
        HomeHistory history = home.get().history();
        HomeExperience experience = home.get().experience();
        Optional<HomeModel> before = serving;
        LOG.info(() -> "Training model " + version + ", because " + reason.words());
        announce.accept(RetrainingAlerts.started(version, reason, now));
        try {
            background.execute(() -> train(job, version, reason, progress -> {
                Training training = new Training(history, now, progress);
                return before.map(model -> training.next(version, model, experience)).orElseGet(() -> training.first(version));
            }));
        } catch (RejectedExecutionException stopping) {
            release(job);
        }
    }

    private void train(TrainingJob job, String version, RetrainingReason reason, Function<Training.Progress, Training.Result> training) {
        long began = System.nanoTime();
        try {
            Training.Result result = job.run(training);
            result.model().ifPresent(models::keep);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            serial.execute(() -> finish(version, reason, result, took));
        } catch (CancellationException cancelled) {
            LOG.info(() -> "The training of model " + version + " was cancelled");
            announceFailure(version, reason, "it was cancelled", true);
        } catch (RuntimeException | OutOfMemoryError failed) {
            LOG.log(Level.SEVERE, failed, () -> "The training of model " + version + " failed");
            announceFailure(version, reason, failed.getClass().getSimpleName(), false);
        } finally {
            release(job);
        }
    }

    private void finish(String version, RetrainingReason reason, Training.Result result, Duration took) {
        LiveHome live = home.orElseThrow();
        result.experience().ifPresent(live::restore);
        result.model().ifPresent(model -> {
            live.adopt(model);
            serving = Optional.of(model);
        });
        LOG.info(() -> "Model " + version + " was trained in " + took.toSeconds() + " s and "
                + (result.model().isPresent() ? "serves" : "is worse than the one before, which goes on serving")
                + result.comparison().map(scores -> " (log scores " + scores.candidate() + ", before " + scores.serving() + ")").orElse(""));
        announce.accept(RetrainingAlerts.completed(version, reason, result, took, clock.instant()));
    }

    private void announceFailure(String version, RetrainingReason reason, String why, boolean cancelled) {
        if (!isClosed()) {
            announce.accept(RetrainingAlerts.failed(version, reason, why, cancelled, clock.instant()));
        }
    }

    private synchronized Optional<TrainingJob> reserve() {
        if (closed || running.isPresent()) {
            return Optional.empty();
        }
        running = Optional.of(new TrainingJob(InstantSource.system(), announce));
        return running;
    }

    private synchronized void release(TrainingJob job) {
        running = Optional.empty();
        job.end();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Cancels what runs, and waits until it has ended. */
    @Override
    public void close() {
        Optional<TrainingJob> last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        last.ifPresent(job -> {
            job.cancel();
            if (!job.awaitEnd(STOPPING)) {
                LOG.warning("A training has not ended in time and is left behind");
            }
        });
    }
}
