package io.roomcast.bridge;

import io.roomcast.home.RoomId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * Moves the entities of a device from the discovery topics of one form to those of the other, so that they keep their
 * settings and Home Assistant never has two configurations of one entity. In the order that Home Assistant documents,
 * each step once the broker has confirmed the one before: it is asked on the old topics to unload what it found there,
 * then it gets the configuration on the new topics, then the old topics are cleared. A step that a lost connection cut
 * short is done again. For one thread.
 *
 * <p>See "Migration from single component to device-based discovery" in Home Assistant's documentation of MQTT.
 */
final class DiscoveryMigration {

    private static final Logger LOG = Logger.getLogger(DiscoveryMigration.class.getPackageName());
    /** Has Home Assistant unload the entities that it found on a topic, but keep their settings. */
    static final String REQUEST = "{\"migrate_discovery\":true}";

    private final Consumer<Letter> post;
    private final BiConsumer<Collection<String>, Runnable> deliveries;
    private final Function<Optional<RoomId>, Map<String, String>> configs;
    private final Map<Optional<RoomId>, Move> moves = new HashMap<>();

    /**
     * @param post       sends letters, in their order
     * @param deliveries runs a task once the broker has confirmed or refused what was sent on some topics
     * @param configs    the configuration of a device in the present form, by topic; empty for one that is no more
     */
    DiscoveryMigration(Consumer<Letter> post, BiConsumer<Collection<String>, Runnable> deliveries,
            Function<Optional<RoomId>, Map<String, String>> configs) {
        this.post = post;
        this.deliveries = deliveries;
        this.configs = configs;
    }

    /**
     * Moves a device; its configuration is sent on the way.
     *
     * @param device a room, or all of it
     * @param topics where its configuration is or may be in the other form
     */
    void move(Optional<RoomId> device, Collection<String> topics) {
        Move move = moves.get(device);
        if (move != null) {
            move.waiting.addAll(topics);
            return;
        }
        LOG.info(() -> "Home Assistant's entities of " + device.map(RoomId::value).orElse("Roomcast")
                + " are moved to the form of discovery that is set");
        Move begun = new Move(device);
        moves.put(device, begun);
        begun.waiting.addAll(topics);
        begun.next();
    }

    /** Whether what is on that topic is being taken back. */
    boolean isMoving(String topic) {
        return moves.values().stream().anyMatch(move -> move.asked.contains(topic) || move.waiting.contains(topic));
    }

    /** Whether the configuration of that device must wait; it is sent in its turn. */
    boolean isWithheld(Optional<RoomId> device) {
        return moves.containsKey(device) && !moves.get(device).told;
    }

    /** The move of one device. Topics that are found while it is under way go through all steps as well. */
    private final class Move {

        private final Optional<RoomId> device;
        private final Set<String> waiting = new LinkedHashSet<>();
        private final Set<String> asked = new LinkedHashSet<>();
        private boolean told;

        private Move(Optional<RoomId> device) {
            this.device = device;
        }

        private void next() {
            if (!waiting.isEmpty()) {
                unload();
            } else if (!told) {
                told = true;
                Map<String, String> said = configs.apply(device);
                said.forEach((topic, text) -> post.accept(Letter.saying(TopicKind.DISCOVERY, topic, text)));
                deliveries.accept(said.keySet(), this::next);
            } else {
                moves.remove(device);
                asked.forEach(topic -> post.accept(Letter.clearing(TopicKind.DISCOVERY, topic)));
            }
        }

        private void unload() {
            List<String> topics = List.copyOf(waiting);
            waiting.clear();
            asked.addAll(topics);
            told = false;
            topics.forEach(topic -> post.accept(Letter.saying(TopicKind.DISCOVERY, topic, REQUEST)));
            deliveries.accept(topics, this::next);
        }
    }
}
