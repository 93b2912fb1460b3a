package io.roomcast.tracking.embedded;

/** Why a model is trained. */
public enum RetrainingReason {
    /** There is none yet, or none that can be used. */
    FIRST("there is no model yet"),
    SCHEDULE("enough has happened since the last one"),
    DRIFT("the home has changed"),
    ACCURACY("the predictions have become worse"),
    PAST("more of the past has become known"),
    REQUEST("it was asked for");

    private final String words;

    RetrainingReason(String words) {
        this.words = words;
    }

    /** The reason as people say it, to follow "because". */
    public String words() {
        return words;
    }
}
