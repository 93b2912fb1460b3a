package io.roomcast.access;

import io.roomcast.concurrent.PeriodicTasks;
import io.roomcast.config.Settings;
import io.roomcast.config.WebSocketSettings;
import io.roomcast.start.ApplicationStarting;
import io.roomcast.start.Console;
import io.roomcast.time.SteadyClock;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/** Makes the one ring of keys, list of bans and admission that all share, and keeps the keys in step with their file. */
@ApplicationScoped
public class AccessControl {

    private static final Logger LOG = Logger.getLogger(AccessControl.class.getPackageName());
    /** Two readings make a change: it is in force well within the ten seconds that are promised. */
    private static final Duration READING = Duration.ofSeconds(2);

    private final Settings settings;
    private final KeyRing keys;
    private final Bans bans;
    private final Admission admission;

    private final PeriodicTasks periodic;
    private final List<Runnable> endRepetitions = new ArrayList<>();

    /** For the container's proxy only. */
    protected AccessControl() {
        this.settings = null;
        this.keys = null;
        this.bans = null;
        this.admission = null;
        this.periodic = null;
    }

    @Inject
    public AccessControl(Settings settings, PeriodicTasks periodic) {
        this.periodic = periodic;
        InstantSource steady = SteadyClock.system();
        WebSocketSettings webSocket = settings.webSocket();
        this.settings = settings;
        this.keys = new KeyRing(InstantSource.system());
        this.bans = new Bans(webSocket.maxLoginFailuresPerIp(), webSocket.ban(), steady);
        this.admission = new Admission(webSocket.maxConnections(), webSocket.maxConnectionsPerIp(), steady);
    }

    /** Stops the start if the keys cannot be had. */
    void start(@Observes @Priority(20) ApplicationStarting event) {
        String page = settings.webSocket().address();
        KeyKeeper keeper = new KeyKeeper(settings.access().keyFile(),
                settings.access().apiKey().map(key -> ApiKey.full(KeyKeeper.ENVIRONMENT, KeyHash.of(key.reveal()))),
                new GeneratedKey(settings.directories().data(), key -> show(key, page)),
                keys);
        keeper.load();
        endRepetitions.add(periodic.repeat("reading the API keys", READING, READING, keeper::refresh));
        endRepetitions.add(periodic.repeat("freeing places of handshakes that came to nothing", READING, READING,
                admission::sweep));
    }

    @PreDestroy
    void stop() {
        endRepetitions.forEach(Runnable::run);
    }

    @Produces
    @Dependent
    public KeyRing keys() {
        return keys;
    }

    @Produces
    @Dependent
    public Bans bans() {
        return bans;
    }

    @Produces
    @Dependent
    public Admission admission() {
        return admission;
    }

    @Produces
    @Dependent
    public ClientAddress clientAddress() {
        return new ClientAddress(new TrustedProxies(settings.webSocket().trustedProxies()));
    }

    @Produces
    @Dependent
    public ProxyDiagnosis proxyDiagnosis() {
        return new ProxyDiagnosis(new TrustedProxies(settings.webSocket().trustedProxies()), originPolicy());
    }

    @Produces
    @Dependent
    public OriginPolicy originPolicy() {
        WebSocketSettings webSocket = settings.webSocket();
        return new OriginPolicy(webSocket.allowedOrigins(), new TrustedProxies(webSocket.trustedProxies()));
    }

    private static boolean show(String key, String page) {
        try {
            Console.print(String.join(System.lineSeparator(), "",
                    "No API key is set, so one has been made. It is shown this once:", "",
                    "    " + key, "",
                    "Page: " + page, "", ""));
        } catch (IOException e) {
            LOG.severe("No API key is set, and none was made, since it could not have been shown: standard output is closed. "
                    + "Nobody can log in until WEBSOCKET_API_KEY is set or api-keys.yaml has a key");
            return false;
        }
        LOG.info("No API key is set, so one has been made and written to standard output. If it was missed, delete "
                + "generated-key.sha256 in the data directory and start again, or set WEBSOCKET_API_KEY");
        return true;
    }
}
