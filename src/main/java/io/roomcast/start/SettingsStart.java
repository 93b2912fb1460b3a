package io.roomcast.start;

import io.roomcast.config.SettingsHolder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Loads the settings before anything else starts; the start ends if one cannot be used. */
@ApplicationScoped
public class SettingsStart {

    private final SettingsHolder settings;

    /** For the container's proxy only. */
    protected SettingsStart() {
        this(null);
    }

    @Inject
    public SettingsStart(SettingsHolder settings) {
        this.settings = settings;
    }

    void start(@Observes @Priority(5) ApplicationStarting event) {
        settings.load();
    }
}
