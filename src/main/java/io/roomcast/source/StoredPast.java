package io.roomcast.source;

import io.roomcast.home.Home;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.SensorEvent;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.embedded.LiveHome;
import io.roomcast.tracking.embedded.ModelStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * What is stored of a home, as far as it can be believed: what is of later than now comes from a time when the clock was wrong, unless
 * the source may be ahead. For one thread.
 */
final class StoredPast {

    private static final Logger LOG = Logger.getLogger(StoredPast.class.getPackageName());
    private static final int RECALLED_AT_ONCE = 1_000;
    /** A model may be newer than the last event that is kept. */
    private static final Duration MODEL_AHEAD = Duration.ofDays(1);

    private final SensorSource source;
    private final EventStore store;
    private final ModelStore models;

    StoredPast(SensorSource source, EventStore store, ModelStore models) {
        this.source = source;
        this.store = store;
        this.models = models;
    }

    /**
     * Tells the home what is stored of its sensors, and says up to when that is.
     *
     * @param furnished whose sensors these are
     * @throws io.roomcast.tracking.StoreUnavailableException when it cannot be read to the end
     */
    Optional<Instant> recall(LiveHome home, Home furnished) {
        long began = System.nanoTime();
        Instant now = source.clock().instant();
        Instant end = latest(now, OccupancyTracker.TOLERANCE);
        Set<String> sensors = furnished.sensorIds();
        List<SensorEvent> batch = new ArrayList<>();
        Instant[] last = {Instant.MIN};
        store.replay(Minutes.toInstant(Minutes.of(now) - HomeModel.REACH), event -> {
            if (sensors.contains(event.entityId()) && !event.at().isAfter(end)) {
                batch.add(event);
                last[0] = event.at();
                if (batch.size() == RECALLED_AT_ONCE) {
                    home.recall(batch);
                    batch.clear();
                }
            }
        });
        home.recall(batch);
        Optional<Instant> until = Optional.of(last[0]).filter(moment -> !moment.equals(Instant.MIN));
        LOG.info(() -> "What is stored of the home was read in " + (System.nanoTime() - began) / 1_000_000 + " ms"
                + until.map(moment -> ", up to " + moment).orElse("; there is nothing yet"));
        return until;
    }

    /** The model that is kept, if it is of use in that home. */
    Optional<HomeModel> model(LiveHome home) {
        Instant end = latest(source.clock().instant(), MODEL_AHEAD);
        return models.model().filter(model -> isOfUse(model, home, end));
    }

    private static boolean isOfUse(HomeModel model, LiveHome home, Instant end) {
        if (!model.fits(home.history())) {
            LOG.info(() -> "Model " + model.version() + " was learned for other rooms; a new one is trained");
            return false;
        }
        if (Minutes.toInstant(model.until()).isAfter(end)) {
            LOG.info(() -> "Model " + model.version() + " was learned when the clock was ahead; a new one is trained");
            return false;
        }
        return true;
    }

    private Instant latest(Instant now, Duration ahead) {
        return source.mayBeAhead() ? Instant.MAX : now.plus(ahead);
    }
}
