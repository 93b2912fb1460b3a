package io.roomcast.evaluation;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Instant;

/** Tells how far a replay is, a line for each twentieth. Not thread-safe. */
final class ShownProgress implements Replay.Progress {

    private static final int STEPS = 20;

    private final Period period;
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant began;
    private int shown;

    ShownProgress(Period period, PrintStream out, InstantSource clock) {
        this.period = period;
        this.out = out;
        this.clock = clock;
        this.began = clock.instant();
    }

    @Override
    public void reached(long moment, int trainings) {
        int step = (int) (STEPS * (moment - period.midnight()) / (period.end() - period.midnight()));
        if (step > shown) {
            shown = step;
            out.printf("%3d %% replayed, %d trainings, %d s%n", 100 * step / STEPS, trainings,
                    Duration.between(began, clock.instant()).toSeconds());
        }
    }
}
