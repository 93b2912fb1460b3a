package io.roomcast.source;

import io.roomcast.config.Settings;
import io.roomcast.tracking.TrackingManager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** Chooses the tracking manager by the settings: everybody else knows but the one. */
@ApplicationScoped
public class TrackingManagers {

    private final Settings settings;
    private final EmbeddedTrackingManager embedded;
    private final MqttTrackingManager mqtt;

    /** For the container's proxy only. */
    protected TrackingManagers() {
        this(null, null, null);
    }

    @Inject
    public TrackingManagers(Settings settings, EmbeddedTrackingManager embedded, MqttTrackingManager mqtt) {
        this.settings = settings;
        this.embedded = embedded;
        this.mqtt = mqtt;
    }

    /** The one that serves. */
    @Produces
    @Dependent
    public TrackingManager chosen() {
        return switch (settings.trackingSource()) {
            case EMBEDDED -> embedded;
            case MQTT -> mqtt;
        };
    }
}
