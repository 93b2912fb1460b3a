package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorLimits;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A home that is lived in: sensor events and the time go in, announcements come out. Past events only add to what is known until
 * {@link #goLive}, which announces the present; from then on everything is announced as it happens. For one thread, but for
 * {@link #accuracy}.
 */
public final class LiveHome {

    /** A forecast older than that, made up for after the machine slept, is scored but nobody wants to hear it. */
    private static final Duration STALE = Duration.ofMinutes(1);

    private final Home home;
    private final String source;
    private final Consumer<? super Announcement> announce;
    private final HomeTracker tracker;
    private final PredictionOutlet predictions;
    private final SensorAlerts sensors;
    private final Scoring scoring;
    private final DriftWatch drift;
    private final Map<RoomId, StateChange> states = new HashMap<>();
    private Instant now = Instant.MIN;
    private boolean live;

    /**
     * @param source   what is named as the source of a room's state
     * @param interval how often each room's prediction is announced at least
     * @param announce where announcements go, in the order of time
     */
    public LiveHome(Home home, String source, Duration interval, Consumer<? super Announcement> announce) {
        this.home = home;
        this.source = source;
        this.announce = announce;
        this.tracker = new HomeTracker(home, SensorLimits.standard(), new Follower());
        this.predictions = new PredictionOutlet(home, interval, announce);
        this.sensors = new SensorAlerts(home, announce);
        this.scoring = new Scoring(home, announce);
        this.drift = new DriftWatch(home, announce);
        home.rooms().forEach(room -> states.put(room.id(),
                new StateChange(room, Occupancy.UNKNOWN, Occupancy.UNKNOWN, Instant.EPOCH, source)));
    }

    /** Takes events, oldest first: as history before it went live, as what happens now after. */
    public void accept(List<SensorEvent> events) {
        events.forEach(live ? this::happens : tracker::recall);
    }

    /** All of the past is told, and it is that moment: tells how everything is, and announces what happens from now on. */
    public void goLive(Instant moment) {
        now = moment;
        tracker.resume(moment);
        live = true;
        sensors.begin();
        drift.begin(moment);
        for (Room room : home.rooms()) {
            StateChange state = states.get(room.id());
            scoring.changed(room.id(), state.current(), moment);
            if (state.current() != Occupancy.UNKNOWN) {
                announce.accept(state);
            }
        }
        advance(moment);
    }

    /** Whether it announces what happens. */
    public boolean isLive() {
        return live;
    }

    /** Time has gone on to that moment. Says nothing before it is live. Returns the reasons that came up to train a new model. */
    public Set<RetrainingReason> advance(Instant moment) {
        if (!live) {
            return Set.of();
        }
        now = moment;
        tracker.advance(moment);
        for (Room room : home.rooms()) {
            Forecast forecast = tracker.forecast(room.id(), moment);
            if (predictions.isNews(forecast)) {
                scoring.asked(forecast);
                predictions.announce(forecast, tracker.occupancy(room.id()));
            }
        }
        Set<RetrainingReason> reasons = EnumSet.noneOf(RetrainingReason.class);
        if (drift.passTo(moment).stream().anyMatch(Drift::retrainingRecommended)) {
            reasons.add(RetrainingReason.DRIFT);
        }
        if (scoring.passTo(moment).stream().anyMatch(alert -> alert.type() == Alert.Type.ACCURACY_DEGRADATION)) {
            reasons.add(RetrainingReason.ACCURACY);
        }
        return reasons;
    }

    /** Forecasts with that model from now on. */
    public void adopt(HomeModel model) {
        tracker.adopt(model);
        drift.modelReplaced();
    }

    /** Goes on with what was learned of forecasts before; says whether it is of use here. */
    public boolean restore(HomeExperience experience) {
        return experience.restoreTo(tracker.forecaster(), tracker.history());
    }

    /** What was learned from forecasts up to now. */
    public HomeExperience experience() {
        return HomeExperience.of(tracker.forecaster(), tracker.history());
    }

    /** What is known of the home, for another thread. */
    public HomeHistory history() {
        return tracker.history().copy();
    }

    /** The moment of the first thing that is known of the home, if anything is. */
    public Optional<Instant> began() {
        double began = tracker.history().began();
        return Double.isInfinite(began) ? Optional.empty() : Optional.of(Minutes.toInstant(began));
    }

    /** Forgets what is too old to be learned from. */
    public void forget() {
        tracker.history().forgetBefore(Minutes.of(now) - HomeModel.REACH);
    }

    /** The version of the model that forecasts. */
    public String modelVersion() {
        return tracker.forecaster().version();
    }

    /** The share of predictions of the last day that were right, for each room of which it is known. Thread-safe. */
    public SortedMap<RoomId, Double> accuracy() {
        return scoring.accuracy();
    }

    private void happens(SensorEvent event) {
        if (event.at().isAfter(now)) {
            now = event.at();
        }
        tracker.accept(event);
    }

    private final class Follower implements HomeTrackerListener {

        @Override
        public void quarter(Instant at) {
            // The questions that follow are all there is to do.
        }

        @Override
        public void asked(Forecast forecast, Occasion occasion) {
            scoring.asked(forecast);
            if (occasion == Occasion.ON_THE_CLOCK) {
                drift.asked(forecast);
            }
            if (!forecast.madeAt().isBefore(now.minus(STALE)) || occasion == Occasion.AFTER_TRANSITION) {
                predictions.announce(forecast, tracker.occupancy(forecast.room()));
            }
        }

        @Override
        public void seen(Sensor sensor, Instant at) {
            drift.seen(sensor, at);
        }

        @Override
        public void changed(RoomId room, Occupancy current, Instant at) {
            StateChange before = states.get(room);
            StateChange change = new StateChange(before.room(), before.current(), current, at, source);
            states.put(room, change);
            drift.changed(room, current, at);
            if (live) {
                scoring.changed(room, current, at);
                announce.accept(change);
            }
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            sensors.lost(sensor, at);
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            sensors.back(sensor, at);
        }
    }
}
