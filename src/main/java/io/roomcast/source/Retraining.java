package io.roomcast.source;

import io.roomcast.home.RoomId;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.TrainingRequest;
import io.roomcast.tracking.embedded.HomeExperience;
import io.roomcast.tracking.embedded.KnownPast;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sees to it that the home has a model that is up to date. One is trained at a time, in the background, on a copy of what is known; the
 * one before serves until it is done. A reason of its own accord is heard at most once a day; one that comes up sooner waits, until a day
 * is over or a model is trained for whatever reason. When the home gets other rooms it begins anew: a training that runs is of no use any
 * more and is ended, and the first one for these rooms need not wait for a day to be over.
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
    /** These five belong to the serial executor. */
    private Optional<LiveHome> home = Optional.empty();
    private Optional<HomeModel> serving = Optional.empty();
    private Instant attempted = Instant.MIN;
    /** The reasons that came up for which no model has been trained yet. */
    private Set<RetrainingReason> waiting = EnumSet.noneOf(RetrainingReason.class);
    /** The training that began last. */
    private Optional<Task> begun = Optional.empty();
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
        if (home.isEmpty() && model.filter(this::isBehind).isPresent()) {
            waiting.add(RetrainingReason.PAST);
        }
        if (home.filter(before -> !before.rooms().equals(live.rooms())).isPresent()) {
            // What was learned of the rooms before, and why it was to be learned again, is of no use.
            begun.ifPresent(task -> task.job().cancel());
            waiting.clear();
            attempted = Instant.MIN;
        }
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

    /** There is a reason to train, now or as soon as it is time for it. On the serial executor. */
    void suggest(RetrainingReason reason, Instant now) {
        waiting.add(reason);
        consider(now);
    }

    /** Whether more of the past became known before the server stopped than that model could learn from. */
    private boolean isBehind(HomeModel model) {
        return models.past().filter(past -> past.isNewTo(model, clock.instant())).isPresent();
    }

    /** More of the past is known now than the model could learn from, if there is one. On the serial executor. */
    void knowsMore(Instant now) {
        models.keep(KnownPast.at(now));
        if (serving.isPresent()) {
            suggest(RetrainingReason.PAST, now);
        }
    }

    private Optional<RetrainingReason> due(Instant now) {
        if (!waiting.isEmpty() && !isTooSoon(now)) {
            return waiting.stream().findFirst();
        }
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
        if (job.isEmpty()) {
            return TrainingRequest.RUNNING;
        }
        try {
            serial.execute(() -> begin(job.get(), RetrainingReason.REQUEST));
            return TrainingRequest.STARTED;
        } catch (RejectedExecutionException stopping) {
            release(job.get());
            return TrainingRequest.NOT_POSSIBLE;
        }
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
        Task task = new Task(job, VERSION.format(attempted), reason, waiting, home.get().rooms());
        begun = Optional.of(task);
        waiting = EnumSet.noneOf(RetrainingReason.class);
        try {
            begin(task, home.get(), attempted);
        } catch (RejectedExecutionException stopping) {
            release(job);
        } catch (RuntimeException | OutOfMemoryError failed) {
            release(job);
            fail(task, failed);
        }
    }

    /**
     * A training.
     *
     * @param settled the reasons that it settles, besides its own
     * @param rooms   what it learns
     */
    private record Task(TrainingJob job, String version, RetrainingReason reason, Set<RetrainingReason> settled, List<RoomId> rooms) {
    }

    private void begin(Task task, LiveHome live, Instant now) {
        HomeHistory history = live.history();
        HomeExperience experience = live.experience();
        Optional<HomeModel> before = serving;
        LOG.info(() -> "Training model " + task.version() + ", because " + task.reason().words());
        announce.accept(RetrainingAlerts.started(task.version(), task.reason(), now));
        background.execute(() -> train(task, progress -> {
            Training training = new Training(history, now, progress);
            return before.map(model -> training.next(task.version(), model, experience)).orElseGet(() -> training.first(task.version()));
        }));
    }

    private void train(Task task, Function<Training.Progress, Training.Result> training) {
        long began = System.nanoTime();
        try {
            Training.Result result = task.job().run(training);
            // First, since a home that is told anew goes on with what is kept; for one that has other rooms it does no harm.
            result.model().ifPresent(models::keep);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            serial.execute(() -> finish(task, result, took));
        } catch (CancellationException cancelled) {
            if (!isClosed()) {
                serial.execute(() -> giveUp(task));
            }
        } catch (RuntimeException | OutOfMemoryError failed) {
            fail(task, failed);
        } finally {
            release(task.job());
        }
    }

    private void fail(Task task, Throwable failure) {
        LOG.log(Level.SEVERE, failure, () -> "The training of model " + task.version() + " failed");
        if (!isClosed()) {
            serial.execute(() -> {
                if (isForServed(task)) {
                    waiting.addAll(task.settled());
                }
            });
        }
        announceFailure(task, failure.getClass().getSimpleName(), false);
    }

    /** It was cancelled, or is of no use. */
    private void giveUp(Task task) {
        String why = isForServed(task) ? "it was cancelled" : "the home has other rooms by now";
        LOG.info(() -> "Model " + task.version() + " was not trained to the end or does not serve: " + why);
        announceFailure(task, why, true);
    }

    private boolean isForServed(Task task) {
        return home.orElseThrow().rooms().equals(task.rooms());
    }

    private void finish(Task task, Training.Result result, Duration took) {
        if (!isForServed(task)) {
            giveUp(task);
            return;
        }
        LiveHome live = home.orElseThrow();
        result.experience().ifPresent(live::restore);
        result.model().ifPresent(model -> {
            live.adopt(model);
            serving = Optional.of(model);
        });
        LOG.info(() -> "Model " + task.version() + " was trained in " + took.toSeconds() + " s and "
                + (result.model().isPresent() ? "serves" : "is worse than the one before, which goes on serving")
                + result.comparison().map(scores -> " (log scores " + scores.candidate() + ", before " + scores.serving() + ")").orElse(""));
        announce.accept(RetrainingAlerts.completed(task.version(), task.reason(), result, took, clock.instant()));
    }

    private void announceFailure(Task task, String why, boolean cancelled) {
        if (!isClosed()) {
            announce.accept(RetrainingAlerts.failed(task.version(), task.reason(), why, cancelled, clock.instant()));
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
