package io.roomcast.bridge;

import java.util.Locale;

/** What a topic is for. */
enum TopicKind {
    PREDICTION("prediction", true, true),
    STATE("state", true, true),
    ACCURACY("accuracy", true, true),
    DRIFT("drift", true, false),
    ALERT("alerts", true, false),
    STATUS("system/status", false, true),
    AVAILABILITY("bridge/availability", true, true),
    /** What Home Assistant is told of rooms; its topics are Home Assistant's. */
    DISCOVERY("", true, true);

    private final String suffix;
    private final boolean atLeastOnce;
    private final boolean retained;

    TopicKind(String suffix, boolean atLeastOnce, boolean retained) {
        this.suffix = suffix;
        this.atLeastOnce = atLeastOnce;
        this.retained = retained;
    }

    /** What its topics end with. */
    String suffix() {
        return suffix;
    }

    /** Whether the broker has to confirm each message. */
    boolean atLeastOnce() {
        return atLeastOnce;
    }

    /** Whether the broker keeps the latest message of each topic. Of what it does not keep, every single one counts. */
    boolean retained() {
        return retained;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
