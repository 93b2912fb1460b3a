package io.roomcast.start;

import io.roomcast.config.HostServer;
import io.roomcast.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the application, and says how that ended: with one line that names its address, or with one that names the
 * reason.
 *
 * <p>On Open Liberty an application whose start failed stays deployed, so that it can answer with the reason; on other
 * servers the deployment fails with it. Where {@link #EXIT} is set the whole server ends with exit code 1: only the
 * build's own way to run it does.
 */
@ApplicationScoped
public class StartSequence {

    /** The system property that has the server end when the start fails, and the address stand on the console. */
    static final String EXIT = "roomcast.exit.when.start.fails";

    private static final Logger LOG = Logger.getLogger(StartSequence.class.getPackageName());

    private final HostServer server = HostServer.current();
    private final Event<ApplicationStarting> starting;
    private final Instance<Settings> settings;
    private final StartFailure failure;

    /** For the container's proxy only. */
    protected StartSequence() {
        this(null, null, null);
    }

    /** @param settings looked up when the start has come so far that there are some */
    @Inject
    public StartSequence(Event<ApplicationStarting> starting, Instance<Settings> settings, StartFailure failure) {
        this.starting = starting;
        this.settings = settings;
        this.failure = failure;
    }

    void start(@Observes Startup event) {
        try {
            starting.fire(new ApplicationStarting());
        } catch (RuntimeException | Error failed) {
            end(failed);
            return;
        }
        Settings used = settings.get();
        String ready = "Roomcast is at " + used.webSocket().address() + " (home: " + home(used) + ")";
        LOG.info(ready);
        say(ready);
    }

    private void end(Throwable failed) {
        Optional<String> given = StartReason.of(failed);
        String reason = given.orElseGet(() -> StartReason.unforeseen(failed));
        String line = "Roomcast cannot start: " + reason;
        failure.failed(reason);
        if (given.isPresent()) {
            LOG.severe(line);
        } else {
            LOG.log(Level.SEVERE, line, failed);
        }
        if (Boolean.getBoolean(EXIT)) {
            Thread exit = new Thread(() -> System.exit(1), "roomcast-exit");
            exit.setDaemon(true);
            exit.start();
        } else if (server != HostServer.OPEN_LIBERTY) {
            throw new StartFailedException(line);
        }
    }

    private static String home(Settings settings) {
        return switch (settings.trackingSource()) {
            case MQTT -> "heard over MQTT";
            case EMBEDDED -> switch (settings.sensors().source()) {
                case SIMULATED -> "simulated";
                case REPLAY -> "replay of " + settings.sensors().replayFile().map(Object::toString)
                        .orElse("a recording");
                case HOME_ASSISTANT -> "Home Assistant";
            };
        };
    }

    private static void say(String line) {
        if (!Boolean.getBoolean(EXIT)) {
            return;
        }
        try {
            Console.print(line + System.lineSeparator());
        } catch (IOException detached) {
            LOG.log(Level.FINE, "There is no console", detached);
        }
    }
}
