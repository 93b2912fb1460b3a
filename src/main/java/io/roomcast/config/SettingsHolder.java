package io.roomcast.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
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

    /**
     * Loads the settings.
     *
     * @throws InvalidConfigurationException if one cannot be used
     */
    public void load() {
        Settings loaded = settings();
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
            loader.unknown().forEach(LOG::warning);
            Settings loaded = loader.load();
            DataDirectory.prepare(loaded.directories().data());
            settings = loaded;
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
