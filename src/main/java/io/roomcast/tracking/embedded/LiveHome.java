package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyTracker;
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
import io.roomcast.tracking.RoomFigures;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.accuracy.AccuracyMemory;
import io.roomcast.tracking.drift.DriftMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A home that is lived in: sensor events and the time go in, announcements come out. Past events only add to what is known until
 * {@link #goLive}, which announces the present; from then on everything is announced as it happens. For one thread, but for
 * {@link #accuracy} and {@link #figures}.
 */
public final class LiveHome {

    /** What is older than that, made up for after the machine slept, is learned from, but nobody wants to hear of it one by one. */
    private static final Duration STALE = Duration.ofMinutes(1);
    /** Whatever seems to have passed in a longer sleep, the clock was wrong before. */
    private static final Duration LONGEST_SLEEP = Duration.ofDays(31);

    private final Home home;
    private final String source;
    private final Consumer<? super Announcement> announce;
    private final HomeTracker tracker;
    private final PredictionOutlet predictions;
    private final SensorAlerts sensors;
    private final Scoring scoring;
    private final DriftWatch drift;
    /** The rooms that anything can be said of. */
    private final List<Room> sensed;
    private final Map<RoomId, StateChange> states = new HashMap<>();
    /** What was announced last of each room. */
    private final Map<RoomId, Occupancy> announced = new HashMap<>();
    /** The rooms that were lost from sight, or found again, of which that has not been said with a prediction. */
    private final Set<RoomId> turned = new HashSet<>();
    /** How far the home is. */
    private Instant now = Instant.MIN;
    /** How late it is really; the home may be behind. */
    private Instant present = Instant.MIN;
    private boolean live;
    /** What was learned before a start, of which some questions are still open. */
    private Optional<HomeExperience> before = Optional.empty();

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
        this.sensed = home.sensedRooms();
        home.rooms().forEach(room -> states.put(room.id(),
                new StateChange(room, Occupancy.UNKNOWN, Occupancy.UNKNOWN, Instant.EPOCH, source)));
    }

    /** Takes events of the past, oldest first, before it goes live. */
    public void recall(List<SensorEvent> events) {
        for (SensorEvent event : events) {
            scoring.heard(event.at());
            tracker.recall(event);
        }
    }

    /**
     * Takes events, oldest first, at that moment: as history before it went live, as what happens now after. What happened more than
     * a little ago is not announced step by step: only what has become of it is. Of events from before a time that the home has
     * reached already only the last of each sensor still counts, as of now, and only if the sensor has not been heard since.
     */
    public void accept(List<SensorEvent> events, Instant moment) {
        if (!live) {
            recall(events);
            return;
        }
        present = moment;
        Instant tooLate = now.minus(OccupancyTracker.TOLERANCE);
        if (moment.isBefore(tooLate)) {
            // The clock was set back, and nobody has told the time since: what happens by it now is not late.
            tracker.advance(moment);
        }
        Map<String, SensorEvent> last = new HashMap<>();
        events.forEach(event -> last.merge(event.entityId(), event, (one, next) -> next.at().isBefore(one.at()) ? one : next));
        events.stream().filter(event -> !event.at().isBefore(tooLate) || last.get(event.entityId()) == event).forEach(this::happens);
        sensors.announceChanges(moment);
        if (!isStale(now)) {
            tellStates();
        }
    }

    /**
     * All of the past is told, and it is that moment: tells how everything is and what has come about since the memories it was given, and
     * announces what happens from now on. Returns the reasons that came up to train a new model.
     */
    public Set<RetrainingReason> goLive(Instant moment) {
        now = moment;
        present = moment;
        scoring.heard(moment);
        tracker.resume(moment);
        before.ifPresent(experience -> experience.resumeIn(tracker.forecaster(), moment));
        before = Optional.empty();
        scoring.goLive(moment);
        live = true;
        sensors.begin();
        drift.begin(moment);
        for (Room room : home.rooms()) {
            StateChange state = states.get(room.id());
            scoring.changed(room.id(), state.current(), moment);
            announced.put(room.id(), state.current());
            if (state.current() != Occupancy.UNKNOWN || !state.at().equals(Instant.EPOCH)) {
                announce.accept(state);
            }
        }
        return advance(moment);
    }

    /** How far time has gone on in it since it went live. */
    public Instant reached() {
        return now;
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
        present = moment;
        leap(moment);
        now = moment;
        tracker.advance(moment);
        sensors.announceChanges(moment);
        tellStates();
        for (Room room : sensed) {
            Forecast forecast = tracker.forecast(room.id(), moment);
            if (turned.remove(room.id()) || predictions.isNews(forecast)) {
                scoring.asked(forecast);
                predictions.announce(forecast, tracker.occupancy(room.id()));
            }
        }
        Set<RetrainingReason> reasons = EnumSet.noneOf(RetrainingReason.class);
        if (drift.passTo(moment).stream().anyMatch(Drift::retrainingRecommended)) {
            reasons.add(RetrainingReason.DRIFT);
        }
        if (scoring.passTo(moment).stream().anyMatch(alert -> alert.type().equals(Alert.Type.ACCURACY_DEGRADATION))) {
            reasons.add(RetrainingReason.ACCURACY);
        }
        return reasons;
    }

    /** Forecasts with that model from now on. */
    public void adopt(HomeModel model) {
        tracker.adopt(model);
    }

    /**
     * Goes on with what was learned of forecasts before; says whether it is of use here. Before it is live that includes what was open
     * then; later it has open questions of its own.
     */
    public boolean restore(HomeExperience experience) {
        boolean fits = experience.restoreTo(tracker.forecaster(), tracker.history());
        if (fits && !live) {
            before = Optional.of(experience);
        }
        return fits;
    }

    /** What was learned from forecasts up to now. */
    public HomeExperience experience() {
        return HomeExperience.of(tracker.forecaster(), tracker.history());
    }

    /** Goes on scoring predictions from there; to be told before anything is recalled. */
    public void restore(AccuracyMemory accuracy) {
        scoring.restore(accuracy);
    }

    /** What came of predictions up to now, and which are still open. */
    public AccuracyMemory accuracyMemory() {
        return scoring.memory();
    }

    /** Announces what has changed in the home since then, and nothing of before; to be told before anything is recalled. */
    public void restore(DriftMemory memory) {
        drift.restore(memory);
    }

    /** Up to when it was announced how the home changed, and what else its events do not tell. */
    public Optional<DriftMemory> driftMemory() {
        return drift.memory();
    }

    /** What is known of the home, for another thread. */
    public HomeHistory history() {
        return tracker.history().copy();
    }

    /** Its rooms, in their order: what a model is learned for. */
    public List<RoomId> rooms() {
        return tracker.history().roomIds();
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

    /** What came of the predictions of the last day and the last week, room by room. Thread-safe. */
    public List<RoomFigures> figures() {
        return scoring.figures();
    }

    private void leap(Instant moment) {
        if (moment.isAfter(now.plus(LONGEST_SLEEP))) {
            tracker.resume(moment);
        }
    }

    private void happens(SensorEvent event) {
        leap(event.at());
        if (event.at().isAfter(now)) {
            now = event.at();
        }
        tracker.accept(event);
    }

    /** Announces what has become of rooms while the home was behind. */
    private void tellStates() {
        for (Room room : home.rooms()) {
            if (states.get(room.id()).current() != announced.get(room.id())) {
                tell(states.get(room.id()));
            }
        }
    }

    private void tell(StateChange change) {
        Occupancy before = announced.put(change.room().id(), change.current());
        announce.accept(new StateChange(change.room(), before, change.current(), change.at(), source));
    }

    private boolean isStale(Instant moment) {
        return moment.isBefore(present.minus(STALE));
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
            if (!isStale(forecast.madeAt()) && home.isSensed(forecast.room())) {
                Forecast shown = forecast.madeAt().isAfter(present) ? forecast.asOf(present) : forecast;
                if (occasion == Occasion.AFTER_TRANSITION || turned.contains(forecast.room()) || predictions.isNews(shown)) {
                    turned.remove(forecast.room());
                    predictions.announce(shown, tracker.occupancy(forecast.room()));
                }
            }
        }

        @Override
        public void seen(Sensor sensor, Instant at) {
            drift.seen(sensor, at);
        }

        @Override
        public void changed(RoomId room, Occupancy current, Instant at) {
            StateChange before = states.get(room);
            // After the clock was set back the history goes on from where it was, ahead of the clock.
            Instant shown = live && at.isAfter(present) ? present : at;
            StateChange change = new StateChange(before.room(), before.current(), current, shown, source);
            states.put(room, change);
            drift.changed(room, current, at);
            if (live) {
                scoring.changed(room, current, at);
                if (current == Occupancy.UNKNOWN || before.current() == Occupancy.UNKNOWN) {
                    turned.add(room);
                }
                if (!isStale(at)) {
                    tell(change);
                }
            } else {
                scoring.recalled(room, current, at);
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
