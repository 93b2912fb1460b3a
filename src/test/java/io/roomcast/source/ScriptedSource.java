package io.roomcast.source;

import io.roomcast.home.Home;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.embedded.Routine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A source that says what a test has it say. */
final class ScriptedSource implements SensorSource {

    Optional<Optional<Instant>> since = Optional.empty();
    Sink sink;
    boolean closed;
    boolean broken;
    boolean certain = true;
    private final InstantSource clock;

    ScriptedSource(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Home home() {
        return Routine.HOME;
    }

    @Override
    public boolean isHomeCertain() {
        return certain;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void start(Optional<Instant> latestKept, Sink receiver) {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        since = Optional.of(latestKept);
        sink = receiver;
    }

    @Override
    public void close() {
        closed = true;
    }
}
