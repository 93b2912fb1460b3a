package io.roomcast.tracking.embedded;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.OccupancyListener;
import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorLimits;
import io.roomcast.prediction.Forecast;
import io.roomcast.prediction.Forecaster;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import java.time.Instant;

/**
 * Follows a home: takes sensor events, keeps the history, and asks the forecaster about each room right after each of its transitions
 * and on every quarter hour of the clock. What has become known is learned from before anything is asked. For one thread.
 *
 * <p>What was stored before a start is {@linkplain #recall recalled}: the listener hears what it means, but nothing is asked until
 * {@link #resume}. For the history time never goes back, even when the clock was set back.
 */
public final class HomeTracker {

    /** Minutes between the questions on the clock. */
    private static final double QUARTER = 15;

    private final OccupancyTracker occupancy;
    private final HomeHistory history;
    private final Forecaster forecaster;
    private final Home home;
    private final HomeTrackerListener listener;
    private double nextQuarter = Double.NEGATIVE_INFINITY;
    /** What was told last, by the clock as it is now. */
    private Instant told = Instant.MIN;
    /** The latest moment there ever was. */
    private Instant latest = Instant.MIN;
    private boolean recalling;

    /** @param listener hears of everything, in the order of time, on the thread that calls */
    public HomeTracker(Home home, SensorLimits limits, HomeTrackerListener listener) {
        this.home = home;
        this.listener = listener;
        this.history = new HomeHistory(home);
        this.forecaster = new Forecaster(history);
        this.occupancy = new OccupancyTracker(home, limits, new Follower());
    }

    /** Takes an event; what was to happen on the clock before it happens first. One that comes late counts as of the latest moment. */
    public void accept(SensorEvent event) {
        if (event.at().isAfter(told)) {
            advance(event.at().minusNanos(1));
            told = event.at();
        }
        occupancy.accept(event);
    }

    /** Takes an event of the past, about which nothing is asked. */
    public void recall(SensorEvent event) {
        recalling = true;
        occupancy.accept(event);
        recalling = false;
        if (event.at().isAfter(told)) {
            told = event.at();
        }
    }

    /** What was to be recalled is; time goes on to that moment, and from now on there are questions. */
    public void resume(Instant now) {
        recalling = true;
        pass(now);
        recalling = false;
        nextQuarter = quarterAfter(Minutes.of(latest(now)));
    }

    /** Time has gone on to that moment; one that is earlier by more than a little means that the clock was set back. */
    public void advance(Instant now) {
        double minute = Minutes.of(now);
        if (history.began() < Double.POSITIVE_INFINITY && nextQuarter == Double.NEGATIVE_INFINITY) {
            nextQuarter = quarterAfter(history.began());
        }
        while (nextQuarter > Double.NEGATIVE_INFINITY && nextQuarter <= minute) {
            Instant quarter = Minutes.toInstant(nextQuarter);
            nextQuarter += QUARTER;
            occupancy.advance(quarter);
            forecaster.settle(quarter);
            listener.quarter(quarter);
            home.rooms().forEach(room -> listener.asked(forecaster.ask(room.id(), quarter), HomeTrackerListener.Occasion.ON_THE_CLOCK));
        }
        pass(now);
    }

    private void pass(Instant now) {
        occupancy.advance(now);
        if (now.isAfter(told) || now.isBefore(told.minus(OccupancyTracker.TOLERANCE))) {
            told = now;
        }
    }

    private Instant latest(Instant moment) {
        latest = moment.isAfter(latest) ? moment : latest;
        return latest;
    }

    /** Forecasts with that model from now on. */
    public void adopt(HomeModel model) {
        forecaster.adopt(model);
    }

    /** The forecast of a room now; nothing is learned from it. After the clock was set back it is made of what was known before. */
    public Forecast forecast(RoomId room, Instant now) {
        return forecaster.forecast(room, latest(now)).asOf(now);
    }

    /** What is known of a room by now. */
    public Occupancy occupancy(RoomId room) {
        return occupancy.occupancy(room);
    }

    /** What is known of the home. */
    public HomeHistory history() {
        return history;
    }

    /** What it forecasts with. */
    public Forecaster forecaster() {
        return forecaster;
    }

    private static double quarterAfter(double minute) {
        return (Math.floor(minute / QUARTER) + 1) * QUARTER;
    }

    private final class Follower implements OccupancyListener {

        @Override
        public void evidenceBegan(Sensor sensor, Instant at) {
            history.evidenceBegan(sensor, latest(at));
            listener.seen(sensor, latest);
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            history.evidenceEnded(sensor, latest(at));
        }

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            Instant moment = latest(at);
            var known = history.room(history.place(room));
            int before = known.transitionCount();
            history.changed(room, now, moment);
            listener.changed(room, now, moment);
            if (known.transitionCount() > before && known.isSeen(before) && !recalling) {
                forecaster.settle(moment);
                listener.asked(forecaster.ask(room, moment), HomeTrackerListener.Occasion.AFTER_TRANSITION);
            }
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            history.sensorLost(sensor, latest(at));
            listener.sensorLost(sensor, latest);
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            history.sensorBack(sensor, latest(at));
            listener.sensorBack(sensor, latest);
        }
    }
}
