package io.roomcast.source;

import io.roomcast.home.RoomId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A topic of an external tracking manager.
 *
 * @param kind   what is said there
 * @param roomId the room it is said of, for the kinds that have one; absent if the topic names none that can be
 */
record TrackerTopic(Kind kind, Optional<RoomId> roomId) {

    /** What is said on a topic. */
    enum Kind {
        PREDICTION(true, "prediction"),
        STATE(true, "state"),
        ACCURACY(true, "accuracy"),
        DRIFT(true, "drift"),
        ALERT(false, "alerts"),
        STATUS(false, "system/status"),
        AVAILABILITY(false, "bridge/availability");

        private final boolean perRoom;
        private final String suffix;

        Kind(boolean perRoom, String suffix) {
            this.perRoom = perRoom;
            this.suffix = suffix;
        }

        /** The filter that matches the topics of this kind. */
        String filter(String prefix) {
            return prefix + (perRoom ? "/+/" : "/") + suffix;
        }

        private boolean matches(String prefix, String topic) {
            return perRoom
                    ? topic.startsWith(prefix + "/") && topic.endsWith("/" + suffix)
                            && topic.length() > prefix.length() + suffix.length() + 1
                    : topic.equals(filter(prefix));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Kinds of which only the latest message of each topic counts. */
    static final List<Kind> LATEST = List.of(Kind.PREDICTION, Kind.STATE, Kind.ACCURACY, Kind.STATUS, Kind.AVAILABILITY);
    /** Kinds of which every single message counts. */
    static final List<Kind> CRITICAL = List.of(Kind.DRIFT, Kind.ALERT);

    TrackerTopic {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(roomId, "roomId");
    }

    /** The topic that the text spells, or nothing when it is none of the tracking manager's. */
    static Optional<TrackerTopic> parse(String prefix, String topic) {
        for (Kind kind : Kind.values()) {
            if (kind.matches(prefix, topic)) {
                return Optional.of(new TrackerTopic(kind, kind.perRoom ? room(prefix, kind, topic) : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Optional<RoomId> room(String prefix, Kind kind, String topic) {
        int start = prefix.length() + 1;
        int end = topic.length() - kind.suffix.length() - 1;
        return start < end ? RoomId.parse(topic.substring(start, end)) : Optional.empty();
    }
}
