package io.roomcast.ops;

import io.roomcast.tracking.TrackingManager;
import io.roomcast.tracking.TrainingRequest;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shows the tracking manager as a management bean. */
final class TrackingView implements TrackingMXBean {

    private final TrackingManager tracker;
    private final Function<Supplier<Object>, Supplier<Object>> inContext;

    /** @param inContext makes something be done in the application's context, on whatever thread */
    TrackingView(TrackingManager tracker, Function<Supplier<Object>, Supplier<Object>> inContext) {
        this.tracker = tracker;
        this.inContext = inContext;
    }

    @Override
    public String getSource() {
        return (String) inContext.apply(tracker::source).get();
    }

    @Override
    public long getPredictionsPerMinute() {
        return (Long) inContext.apply(tracker::predictionsPerMinute).get();
    }

    @Override
    public TrainingRequest requestTraining() {
        return (TrainingRequest) inContext.apply(tracker::requestTraining).get();
    }

    @Override
    public boolean cancelTraining() {
        return (Boolean) inContext.apply(tracker::cancelTraining).get();
    }
}
