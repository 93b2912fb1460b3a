package io.roomcast.source.homeassistant;

import io.roomcast.config.Secret;
import io.roomcast.mqtt.Backoff;
import jakarta.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The connection to Home Assistant: made, proved alive, and made again for as long as it takes, each time with a conversation of its own.
 * Only when the token is refused it is given up, since no further try with it would do any good. Thread-safe.
 */
final class HomeAssistantConnection implements AutoCloseable {

    /** After that long a silence it is asked whether anybody is there. */
    static final Duration SILENCE = Duration.ofSeconds(30);
    /** Then something has to be heard within that time. */
    static final Duration PONG = Duration.ofSeconds(10);
    /** So long it may take until the token is accepted. */
    static final Duration WELCOME = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(HomeAssistantConnection.class.getPackageName());
    private static final Duration TICK = Duration.ofSeconds(5);
    /** A connection that lasted this long has shown that it works, so that the next wait may be a short one again. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    private final Secret token;
    private final Link.Factory links;
    private final Executor serial;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Listener listener;
    private volatile boolean closed;
    private volatile Optional<Future<?>> next = Optional.empty();
    /** Belongs to the serial executor. */
    private Optional<Attempt> current = Optional.empty();

    /** Hears what comes of it, on the serial executor. */
    interface Listener {

        /** Home Assistant takes commands. */
        void connected(Conversation conversation, String version);

        /** The conversation, if there was one, is over, or there could be none, and why. It is tried again. */
        void lost(String why);

        /** The token is refused; it is not tried again. */
        void refused(String why);
    }

    /**
     * @param serial where everything happens
     * @param timer  waits
     */
    HomeAssistantConnection(Secret token, Link.Factory links, Executor serial, ScheduledExecutorService timer, Backoff backoff,
            InstantSource clock, Listener listener) {
        this.token = token;
        this.links = links;
        this.serial = serial;
        this.timer = timer;
        this.backoff = backoff;
        this.clock = clock;
        this.listener = listener;
    }

    /** Starts to connect, and returns at once. */
    void start() {
        serial.execute(this::connect);
    }

    /** Gives that conversation up, unless it is over, and makes the connection anew. On the serial executor only. */
    void giveUp(Conversation conversation, String why) {
        current.filter(attempt -> attempt.conversation == conversation).ifPresent(attempt -> attempt.end(why));
    }

    @Override
    public void close() {
        closed = true;
        next.ifPresent(waiting -> waiting.cancel(false));
        try {
            serial.execute(() -> drop());
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "The server takes no more work", stopping);
        }
    }

    private void drop() {
        current.ifPresent(attempt -> attempt.link.close());
        current.ifPresent(attempt -> attempt.conversation.end());
        current = Optional.empty();
    }

    private void connect() {
        if (!closed) {
            Attempt attempt = new Attempt();
            current = Optional.of(attempt);
            attempt.link = links.open(attempt);
            after(TICK, () -> watch(attempt));
        }
    }

    private void watch(Attempt attempt) {
        if (isCurrent(attempt)) {
            attempt.watch();
        }
        if (isCurrent(attempt)) {
            after(TICK, () -> watch(attempt));
        }
    }

    private void after(Duration wait, Runnable task) {
        if (!closed) {
            next = Optional.of(timer.schedule(() -> serial.execute(task), wait.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private boolean isCurrent(Attempt attempt) {
        return !closed && current.filter(latest -> latest == attempt).isPresent();
    }

    /** One link and what is said over it. What the link says comes on its threads, and is taken over to the serial executor. */
    private final class Attempt implements Link.Listener, Conversation.Listener {

        private final Instant began = clock.instant();
        private final Conversation conversation = new Conversation(token, text -> this.link.send(text), clock, this);
        private volatile Instant heardAt = began;
        private Link link;
        private Optional<Instant> welcomeAt = Optional.empty();
        private Optional<Instant> pingedAt = Optional.empty();

        @Override
        public void opened() {
            heardAt = clock.instant();
        }

        @Override
        public void heard(String text) {
            heardAt = clock.instant();
            run(() -> understand(text));
        }

        @Override
        public void ended(String why) {
            run(() -> end(why));
        }

        private void run(Runnable task) {
            try {
                serial.execute(() -> {
                    if (isCurrent(this)) {
                        task.run();
                    }
                });
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.FINE, "The server takes no more work", stopping);
            }
        }

        private void understand(String text) {
            try {
                conversation.heard(text);
            } catch (JsonException notJson) {
                LOG.log(Level.FINE, "A message is not JSON", notJson);
                end("what answers there is no Home Assistant (home_assistant.url)");
            }
        }

        @Override
        public void welcome(String version) {
            welcomeAt = Optional.of(clock.instant());
            listener.connected(conversation, version);
        }

        @Override
        public void refused(String why) {
            drop();
            next.ifPresent(waiting -> waiting.cancel(false));
            listener.refused(why);
        }

        private void watch() {
            Instant now = clock.instant();
            if (welcomeAt.isEmpty()) {
                if (isOver(began, WELCOME, now)) {
                    end("it does not answer");
                }
            } else if (conversation.overdue().isPresent()) {
                end("it has not answered " + conversation.overdue().get() + " for " + Conversation.PATIENCE.toSeconds() + " s");
            } else if (!conversation.isWaiting()) {
                prove(now);
            }
        }

        private void prove(Instant now) {
            if (pingedAt.filter(heardAt::isBefore).isPresent()) {
                if (isOver(pingedAt.get(), PONG, now)) {
                    end("it has fallen silent");
                }
            } else if (isOver(heardAt, SILENCE, now)) {
                pingedAt = Optional.of(now);
                conversation.ping();
            }
        }

        private static boolean isOver(Instant since, Duration time, Instant now) {
            return !now.isBefore(since.plus(time));
        }

        private void end(String why) {
            if (welcomeAt.filter(at -> isOver(at, STABLE_AFTER, clock.instant())).isPresent()) {
                backoff.reset();
            }
            drop();
            listener.lost(why);
            next.ifPresent(waiting -> waiting.cancel(false));
            after(backoff.next(), HomeAssistantConnection.this::connect);
        }
    }
}
