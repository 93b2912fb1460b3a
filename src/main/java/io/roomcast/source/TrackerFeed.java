package io.roomcast.source;

import io.roomcast.home.RoomId;
import io.roomcast.metrics.Metrics;
import io.roomcast.metrics.Metrics.Counter;
import io.roomcast.mqtt.IncomingMessage;
import io.roomcast.source.TrackerTopic.Kind;
import io.roomcast.tracking.ExternalTracker;
import io.roomcast.tracking.ExternalTracker.Outcome;
import io.roomcast.wire.AnnouncementReader;
import io.roomcast.wire.PayloadException;
import io.roomcast.wire.PayloadText;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads messages and brings the tracker what they say. What cannot be read is counted, logged and dropped: the message,
 * or of a message that can do without it the member. Thread-safe.
 */
final class TrackerFeed implements CriticalIntake.Handler {

    private static final Logger LOGGER = Logger.getLogger(TrackerFeed.class.getPackageName());

    private final String prefix;
    private final InstantSource clock;
    private final ExternalTracker tracker;
    private final TrackerHealth health;
    private final Rejections rejections;
    private final Map<Kind, Counter> received = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> rejected = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> failed = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> leftOut = new EnumMap<>(Kind.class);

    TrackerFeed(String prefix, InstantSource clock, ExternalTracker tracker, TrackerHealth health,
            Rejections rejections,
            Metrics metrics) {
        this.prefix = Objects.requireNonNull(prefix, "prefix");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.tracker = Objects.requireNonNull(tracker, "tracker");
        this.health = Objects.requireNonNull(health, "health");
        this.rejections = Objects.requireNonNull(rejections, "rejections");
        for (Kind kind : Kind.values()) {
            received.put(kind, metrics.counter("mqtt_messages_received_total", "Messages taken in hand", "kind=" + kind));
            rejected.put(kind, metrics.counter("mqtt_messages_rejected_total",
                    "Messages dropped because they could not be read", "kind=" + kind));
            leftOut.put(kind, metrics.counter("mqtt_members_left_out_total",
                    "Members of messages left out because they could not be read", "kind=" + kind));
            failed.put(kind, metrics.counter("mqtt_messages_failed_total",
                    "Messages given up because they could not be announced", "kind=" + kind));
        }
    }

    /**
     * Handles a message. An empty payload is none: it is how a retained message is taken back. Of the kinds of which only the latest
     * counts, one that cannot be announced is given up at once.
     *
     * @throws RuntimeException if an alert or drift could not be announced; it has to be handled again
     */
    @Override
    public void handle(IncomingMessage message) {
        TrackerTopic.parse(prefix, message.topic())
                .filter(topic -> message.payload().hasRemaining())
                .ifPresent(topic -> handle(topic, message));
    }

    private void handle(TrackerTopic topic, IncomingMessage message) {
        try {
            take(topic, readerFor(topic, message), PayloadText.decode(message.payload()));
        } catch (PayloadException refused) {
            rejected.get(topic.kind()).increment();
            rejections.add(message.topic(), refused.getMessage());
        } catch (RuntimeException failure) {
            if (TrackerTopic.CRITICAL.contains(topic.kind())) {
                throw failure;
            }
            giveUp(message, failure);
            return;
        }
        received.get(topic.kind()).increment();
    }

    @Override
    public void giveUp(IncomingMessage message, RuntimeException failure) {
        TrackerTopic.parse(prefix, message.topic()).ifPresent(topic -> {
            received.get(topic.kind()).increment();
            failed.get(topic.kind()).increment();
            LOGGER.log(Level.SEVERE, failure, () -> nameOf(topic, message) + " could not be announced and is given up");
        });
    }

    /** What the log calls a message that has been read before. */
    private String nameOf(TrackerTopic topic, IncomingMessage message) {
        AnnouncementReader reader = new AnnouncementReader(clock);
        try {
            return switch (topic.kind()) {
                case DRIFT -> "The drift " + reader.drift(room(topic), PayloadText.decode(message.payload())).alertId();
                case ALERT -> "The alert " + reader.alert(PayloadText.decode(message.payload())).alertId();
                default -> "A message of kind " + topic.kind();
            };
        } catch (PayloadException | RuntimeException unreadable) {
            return "A message of kind " + topic.kind();
        }
    }

    private AnnouncementReader readerFor(TrackerTopic topic, IncomingMessage message) {
        return new AnnouncementReader(clock, unusable -> {
            leftOut.get(topic.kind()).increment();
            rejections.leftOut(message.topic(), unusable.getMessage());
        });
    }

    private void take(TrackerTopic topic, AnnouncementReader reader, String payload) throws PayloadException {
        switch (topic.kind()) {
            case PREDICTION -> accepted(tracker.prediction(reader.prediction(room(topic), payload)));
            case STATE -> accepted(tracker.stateChange(reader.stateChange(room(topic), payload)));
            case ACCURACY -> accepted(tracker.accuracy(reader.accuracy(room(topic), payload)));
            case DRIFT -> tracker.drift(reader.drift(room(topic), payload));
            case ALERT -> tracker.alert(reader.alert(payload));
            case STATUS -> health.status(reader.trackerStatus(payload));
            case AVAILABILITY -> health.available(isOnline(payload));
        }
        health.heard();
    }

    private static RoomId room(TrackerTopic topic) throws PayloadException {
        return topic.roomId().orElseThrow(() -> new PayloadException("", "the topic names no room id that can be"));
    }

    private static void accepted(Outcome outcome) throws PayloadException {
        if (outcome == Outcome.TOO_MANY_ROOMS) {
            throw new PayloadException("", "there are " + ExternalTracker.MAX_ROOMS + " rooms already");
        }
    }

    private static boolean isOnline(String payload) throws PayloadException {
        return switch (payload.strip()) {
            case "online" -> true;
            case "offline" -> false;
            default -> throw new PayloadException("", "the payload must be online or offline");
        };
    }
}
