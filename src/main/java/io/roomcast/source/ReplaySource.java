package io.roomcast.source;

import io.roomcast.home.Home;
import io.roomcast.tracking.SensorSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A recorded home as if it were lived in now.
 *
 * <p>The recording is moved on the wall clock so that most of it is past and the rest, between a day and eight, still to come: by
 * whole weeks, so that weekdays and times of day stay (see {@link RecordingSurvey#shiftTo}). The past is delivered at once, as fast
 * as it is taken; then the rest follows as its time comes. By a speed other than 1 that time, which is {@link #clock}, passes faster
 * or slower; without a limit of speed it goes from event to event. When it is over, nothing more comes.
 *
 * <p>After a restart the recording is placed anew and goes on after what is kept already, so that it repeats a week now and then.
 *
 * <p>It is read twice, first to survey it; broken lines are logged then. Thread-safe.
 */
public final class ReplaySource implements SensorSource {

    private static final Logger LOG = Logger.getLogger(ReplaySource.class.getPackageName());
    private static final int LOGGED_STEP_PERCENT = 10;

    private final Path file;
    private final Home home;
    private final InstantSource machine;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final ReplayClock clock;
    private Optional<ReplayPlayer> player = Optional.empty();
    private volatile boolean closed;
    private volatile double share;

    /**
     * @param speed    how many seconds pass in one; more than 0, and infinite for as fast as it goes
     * @param machine  the real time
     * @param executor does what takes long
     * @param timer    waits
     * @throws IllegalArgumentException if the speed is not more than 0
     */
    public ReplaySource(Path file, Home home, double speed, InstantSource machine, Executor executor, ScheduledExecutorService timer) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be more than 0");
        }
        this.file = file;
        this.home = home;
        this.machine = machine;
        this.executor = executor;
        this.timer = timer;
        this.clock = new ReplayClock(machine, speed);
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean mayBeAhead() {
        return true;
    }

    @Override
    public synchronized Instant deliveredUntil() {
        return player.map(ReplayPlayer::playedUntil).orElseGet(clock::instant);
    }

    /** How much of the recording has been delivered or left out as known, 0 to 1. */
    public double progress() {
        return share;
    }

    @Override
    public void start(Optional<Instant> since, Sink sink) {
        executor.execute(() -> {
            try {
                play(since, sink);
            } catch (IOException e) {
                LOG.severe(() -> "There is nothing to replay: " + e.getMessage());
                sink.caughtUp();
            }
        });
    }

    private void play(Optional<Instant> since, Sink sink) throws IOException {
        Optional<RecordingSurvey> found =
                RecordingSurvey.of(file, home.zone(), machine.instant(), new BrokenLines(file), () -> !closed);
        if (closed) {
            return;
        }
        if (found.isEmpty()) {
            LOG.warning(() -> "There are no events in " + file);
            sink.caughtUp();
            return;
        }
        RecordingSurvey survey = found.get();
        Instant now = machine.instant();
        Instant here = since.filter(now::isBefore).orElse(now);
        Duration shift = survey.shiftTo(LocalDateTime.ofInstant(here, home.zone()));
        clock.set(here);
        LOG.info(() -> "Replaying %s: %d events from %s to %s, moved by %d hours; %d broken lines".formatted(
                file, survey.events(), survey.first(), survey.last(), shift.toHours(), survey.broken()));
        Instant end = LocalDateTime.ofInstant(now, home.zone()).plus(shift).atZone(home.zone()).toInstant();
        prepare(survey, shift, end, sink).ifPresent(prepared -> prepared.play(since));
    }

    private synchronized Optional<ReplayPlayer> prepare(RecordingSurvey survey, Duration shift, Instant end, Sink sink) throws IOException {
        if (!closed) {
            Recording recording = Recording.open(file, home.zone(), shift, (line, why) -> {
                // It was logged when the recording was surveyed.
            });
            recording.endAt(end);
            player = Optional.of(new ReplayPlayer(recording, clock, timer, sink, played -> progressed(played, survey.events())));
        }
        return player;
    }

    private void progressed(long played, long all) {
        double before = share;
        share = Math.min(1, (double) played / all);
        int percent = (int) (share * 100);
        if (percent / LOGGED_STEP_PERCENT > (int) (before * 100) / LOGGED_STEP_PERCENT) {
            LOG.info(() -> "Replayed %d %% of %s".formatted(percent, file));
        }
    }

    /** Delivers nothing more. Waits until what is being delivered is taken. */
    @Override
    public void close() {
        closed = true;
        Optional<ReplayPlayer> playing;
        synchronized (this) {
            playing = player;
        }
        playing.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, file + " could not be closed", e);
            }
        });
    }
}
