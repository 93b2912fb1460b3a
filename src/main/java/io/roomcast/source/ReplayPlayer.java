package io.roomcast.source;

import io.roomcast.home.SensorEvent;
import io.roomcast.tracking.SensorSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives the events of a recording to a sink, what is past at once and the rest as its time comes. Thread-safe. */
final class ReplayPlayer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReplayPlayer.class.getPackageName());
    private static final int BATCH = 1_000;
    /** How often at least it looks at the clock, which may have been set. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Recording recording;
    private final ReplayClock clock;
    private final ScheduledExecutorService timer;
    private final SensorSource.Sink sink;
    private final LongConsumer progress;
    private Optional<SensorEvent> next;
    /** What is next to be played is of that moment; absent: nothing is. */
    private volatile Optional<Instant> due;
    private long played;
    private Optional<Future<?>> waiting = Optional.empty();
    private boolean closed;

    /** @param progress hears how many events have been played */
    ReplayPlayer(Recording recording, ReplayClock clock, ScheduledExecutorService timer, SensorSource.Sink sink, LongConsumer progress) {
        this.recording = recording;
        this.clock = clock;
        this.timer = timer;
        this.sink = sink;
        this.progress = progress;
        this.next = recording.next();
        this.due = next.map(SensorEvent::at);
    }

    /**
     * Plays from that moment on, from the beginning if there is none. Returns when all of the past is told, or at the end if there is no
     * limit of speed.
     */
    void play(Optional<Instant> since) {
        try {
            since.ifPresent(this::skipAllBefore);
            playAllDue();
            caughtUp();
            if (clock.isFlatOut()) {
                playOn();
            } else {
                waitForNext();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The replay has stopped", e);
        }
    }

    /** The moment up to which all is played, by its clock. */
    Instant playedUntil() {
        Instant now = clock.instant();
        return due.filter(moment -> !moment.isAfter(now)).map(moment -> moment.minusNanos(1)).orElse(now);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        waiting.ifPresent(wait -> wait.cancel(false));
        recording.close();
    }

    private synchronized boolean skipBefore(Instant since) {
        boolean before = !closed && next.isPresent() && next.get().at().isBefore(since);
        if (before) {
            take();
        }
        return before;
    }

    private void skipAllBefore(Instant since) {
        boolean more = true;
        while (more) {
            more = skipBefore(since);
        }
        due = next.map(SensorEvent::at);
    }

    private void playAllDue() {
        boolean more = true;
        while (more) {
            more = playDue();
        }
    }

    private void playOn() {
        boolean more = true;
        while (more) {
            more = playNext();
        }
    }

    /** Plays some of what is due, and says whether there was any. */
    private synchronized boolean playDue() {
        Instant now = clock.instant();
        List<SensorEvent> due = new ArrayList<>();
        while (!closed && due.size() < BATCH && next.isPresent() && !next.get().at().isAfter(now)) {
            due.add(take());
        }
        return give(due);
    }

    private synchronized boolean playNext() {
        if (closed || next.isEmpty()) {
            return false;
        }
        clock.set(next.get().at());
        return give(List.of(take()));
    }

    private boolean give(List<SensorEvent> events) {
        if (events.isEmpty()) {
            return false;
        }
        sink.accept(events);
        due = next.map(SensorEvent::at);
        progress.accept(played);
        return true;
    }

    private synchronized void caughtUp() {
        if (!closed) {
            sink.caughtUp();
        }
    }

    private synchronized void waitForNext() {
        if (!closed && next.isPresent()) {
            Duration wait = clock.until(next.get().at());
            long millis = Math.min(Math.max(1, wait.toMillis()), LONGEST_WAIT.toMillis());
            waiting = Optional.of(timer.schedule(this::goOn, millis, TimeUnit.MILLISECONDS));
        }
    }

    private void goOn() {
        try {
            playAllDue();
            waitForNext();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The replay has stopped", e);
        }
    }

    private SensorEvent take() {
        SensorEvent taken = next.orElseThrow();
        next = recording.next();
        played++;
        return taken;
    }
}
