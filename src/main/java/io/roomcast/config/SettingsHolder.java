package io.roomcast.config;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Loads the settings once, at the start or when they are first asked for, and hands them out for injection. They are records,
 * which no container can proxy: hence dependent scope; everybody gets the same ones.
 */
@ApplicationScoped
public class SettingsHolder {

    private static final Logger LOG = Logger.getLogger("io.roomcast.config");

    private Settings settings;

    /** Stops the start if a setting cannot be used. Each problem is logged too: servers wrap or cut what is thrown here. */
    void start(@Observes @Priority(5) Startup event) {
        Settings loaded;
        try {
            loaded = settings();
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(LOG::severe);
            throw e;
        }
        LOG.info(() -> "Settings from " + loaded.directories().config() + ", data in " + loaded.directories().data());
    }

    /**
     * All settings.
     *
     * @throws InvalidConfigurationException if anything cannot be used
     */
    @Produces
    @Dependent
    public synchronized Settings settings() {
        if (settings == null) {
            SettingsLoader loader = new SettingsLoader(
                    new ConfigLookup(ConfigProvider.getConfig()), System.getProperties(), System.getenv());
            loader.unknown().forEach(name -> LOG.warning(() -> "Unknown setting " + name));
            settings = loader.load();
            loader.warnings().forEach(LOG::warning);
        }
        return settings;
    }

    @Produces
    @Dependent
    public WebSocketSettings webSocket() {
        return settings().webSocket();
    }

    @Produces
    @Dependent
    public MqttSettings mqtt() {
        return settings().mqtt();
    }

    @Produces
    @Dependent
    public EventSettings events() {
        return settings().events();
    }

    @Produces
    @Dependent
    public Directories directories() {
        return settings().directories();
    }
}
