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

    /** @param listener hears of everything, in the order of time, on the thread that calls */
    public HomeTracker(Home home, SensorLimits limits, HomeTrackerListener listener) {
        this.home = home;
        this.listener = listener;
        this.history = new HomeHistory(home);
        this.forecaster = new Forecaster(history);
        this.occupancy = new OccupancyTracker(home, limits, new Follower());
    }

    /** Takes an event; what was to happen on the clock before it happens first. */
    public void accept(SensorEvent event) {
        advance(event.at().minusNanos(1));
        occupancy.accept(event);
    }

    /** Time has gone on to that moment. */
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
        occupancy.advance(now);
    }

    /** Forecasts with that model from now on. */
    public void adopt(HomeModel model) {
        forecaster.adopt(model);
    }

    /** The forecast of a room at a moment not before the latest event; nothing is learned from it. */
    public Forecast forecast(RoomId room, Instant now) {
        return forecaster.forecast(room, now);
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
            history.evidenceBegan(sensor, at);
        }

        @Override
        public void evidenceEnded(Sensor sensor, Instant at) {
            history.evidenceEnded(sensor, at);
        }

        @Override
        public void changed(RoomId room, Occupancy now, Instant at) {
            var known = history.room(history.place(room));
            int before = known.transitionCount();
            history.changed(room, now, at);
            listener.changed(room, now, at);
            if (known.transitionCount() > before) {
                forecaster.settle(at);
                listener.asked(forecaster.ask(room, at), HomeTrackerListener.Occasion.AFTER_TRANSITION);
            }
        }

        @Override
        public void sensorLost(Sensor sensor, Instant at) {
            history.sensorLost(sensor, at);
            listener.sensorLost(sensor, at);
        }

        @Override
        public void sensorBack(Sensor sensor, Instant at) {
            history.sensorBack(sensor, at);
            listener.sensorBack(sensor, at);
        }
    }
}
