package io.roomcast.tracking;

/** What became of the request for a new model. */
public enum TrainingRequest {
    STARTED,
    /** One is being trained already. */
    RUNNING,
    /** There is nothing to train: the tracking manager is somebody else's, or it does not know the home yet. */
    NOT_POSSIBLE
}
