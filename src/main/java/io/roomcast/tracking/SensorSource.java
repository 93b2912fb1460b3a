package io.roomcast.tracking;

import io.roomcast.home.Home;
import io.roomcast.home.SensorEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where sensor events come from: the simulated home, a recorded one, Home Assistant. */
public interface SensorSource extends AutoCloseable {

    /** Its name in settings and status, such as {@code simulated}. */
    String name();

    /** The home whose sensors it reads, as far as it is known before it starts: where it is found by itself, as it was found last. */
    Home home();

    /** What of its home the settings name. */
    default Home configured() {
        return home();
    }

    /** Whether the home that it has told is what there is: not as long as it goes by what it was before it started. Thread-safe. */
    default boolean isHomeCertain() {
        return true;
    }

    /** What is known of its home by now, and how that came about. Thread-safe. */
    default HomeReport report() {
        return HomeReport.of(name(), home());
    }

    /**
     * The time that it is in that home: the machine's, unless the source lets time pass faster. Who waits for a moment by this
     * clock has to look at it again and again. Thread-safe.
     */
    default InstantSource clock() {
        return InstantSource.system();
    }

    /** Whether it may be later in that home than on the machine, so that what is kept may be of a time that is still to come. */
    default boolean mayBeAhead() {
        return false;
    }

    /**
     * The moment up to which everything that has happened is delivered, as far as the source can know: now, unless it lags behind, say
     * because the machine slept. In the home time goes on to that moment and no further, so that what comes next is not late.
     * Thread-safe.
     */
    default Instant deliveredUntil() {
        return clock().instant();
    }

    /** How it is with Home Assistant, if that is where events come from. Thread-safe. */
    default Optional<SystemStatus.HomeAssistant> homeAssistant() {
        return Optional.empty();
    }

    /**
     * Begins to deliver, first what has happened since that moment as far as it is known, then what happens. A sensor of which it is not
     * known for a while is said to be unavailable then: what does not change is taken for what has stayed as it was. Returns at once;
     * comes once.
     *
     * @param since the latest event that is kept already; absent: none is, so everything that is known of the past is wanted
     * @param sink  takes the events
     */
    void start(Optional<Instant> since, Sink sink);

    /** Delivers nothing more, and leaves no thread behind. */
    @Override
    void close();

    /** Takes events. Called by one thread at a time; may make it wait. */
    interface Sink {

        /**
         * The home has turned out to be another one: with other rooms or sensors, or called otherwise. What follows is of that one, and
         * begins with the past again. May take a while.
         *
         * @return the latest event that is kept already of its sensors; absent: none is
         * @throws StoreUnavailableException when what is kept cannot be read; to be told again later
         */
        Optional<Instant> home(Home home);

        /** Events in the order of time, of the past or of right now. */
        void accept(List<SensorEvent> events);

        /** All of the past is delivered; what follows happens now. */
        void caughtUp();

        /**
         * Which of these sensors nothing was ever kept of, whose past is worth {@linkplain #recollect telling} before they come into the
         * home; none for who keeps nothing. Thread-safe.
         *
         * @throws StoreUnavailableException when what is kept cannot be read now
         */
        default Set<String> unheard(Set<String> sensors) {
            return Set.of();
        }

        /**
         * What sensors said before they came into the home, oldest first. It is kept until the home is told with them, all of it or none,
         * and nothing comes of it before that. Thread-safe.
         *
         * @throws StoreUnavailableException when it cannot be kept now
         */
        default void recollect(List<SensorEvent> events) {
            // Who keeps nothing has no use for it.
        }
    }
}
