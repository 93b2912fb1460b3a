package io.roomcast.ops;

import io.roomcast.tracking.TrainingRequest;

/** The tracking manager as a management bean. */
public interface TrackingMXBean {

    /** {@code mqtt} or {@code embedded}. */
    String getSource();

    /** How many predictions were announced during the last 60 seconds. */
    long getPredictionsPerMinute();

    /** Asks for a new model, which is trained in the background. */
    TrainingRequest requestTraining();

    /** Ends the training that runs, if one does; says whether one did. */
    boolean cancelTraining();
}
