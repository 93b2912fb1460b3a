package io.roomcast.bridge;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Announcement;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.SystemStatus;
import io.roomcast.wire.AnnouncementWriter;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * What the broker is to hold of this node: of each retained topic the latest, and what Home Assistant has been told. Rooms that come, go
 * or get another name are noticed with the next status, or when something is said of them. For one thread.
 */
final class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class.getPackageName());

    private final Topics topics;
    private final Discovery discovery;
    private final Rooms rooms;
    private final InstantSource clock;
    private final Consumer<Letter> post;
    private final DiscoveryMigration migration;
    private final Map<String, Letter> latest = new LinkedHashMap<>();
    /** Topics with descriptions of rooms that may yet turn up. */
    private final Set<String> undecided = new LinkedHashSet<>();
    /** The rooms that Home Assistant has been told of; absent until it has been told for the first time. */
    private Optional<Map<RoomId, Room>> introduced = Optional.empty();
    /** Whether the broker has held a description of this node's. */
    private boolean found;
    /** Whether it has held one in the other form; then each device is moved once, whatever of it has been found. */
    private boolean foundOtherForm;
    private final Set<Optional<RoomId>> moved = new HashSet<>();

    /**
     * The rooms there are predictions of. The entities of any other would stay unknown for ever.
     *
     * @param known    those that are known by now
     * @param complete whether these are all, so that another one is no more; where rooms are found by themselves that takes a while
     */
    record Rooms(Supplier<Collection<Room>> known, BooleanSupplier complete) {
    }

    /**
     * @param post       sends letters, in their order
     * @param deliveries runs a task once the broker has confirmed or refused what was sent on some topics
     */
    Presence(Topics topics, Discovery discovery, Rooms rooms, InstantSource clock, Consumer<Letter> post,
            BiConsumer<Collection<String>, Runnable> deliveries) {
        this.topics = topics;
        this.discovery = discovery;
        this.rooms = rooms;
        this.clock = clock;
        this.post = post;
        this.migration = new DiscoveryMigration(post, deliveries, this::configs);
    }

    /** Publishes an announcement, if it has a topic. */
    void announce(Announcement announcement) {
        Optional<Letter> letter = letter(announcement);
        letter.filter(told -> told.kind().retained()).ifPresent(told -> latest.put(told.topic(), told));
        letter.ifPresent(post);
        if (announcement instanceof SystemStatus || announcement.roomId().filter(room -> !isIntroduced(room)).isPresent()) {
            follow();
        }
    }

    /** Whether it is known in which form Home Assistant has been told of rooms, if it has. */
    boolean isFormerFormKnown() {
        return found || introduced.isPresent();
    }

    /** Tells everything anew: what there is, then how it is. */
    void introduce() {
        Map<RoomId, Room> present = present();
        introduced = Optional.of(present);
        describe(Optional.empty());
        present.keySet().forEach(id -> describe(Optional.of(id)));
        latest.values().forEach(post);
    }

    /**
     * The broker holds a description of this node's on that topic. One of a room that is no more, or of an entity that
     * is none, is taken back; one in the other form is moved to the present one.
     */
    void found(String topic) {
        found = true;
        Optional<RoomId> id = discovery.roomOf(topic);
        Optional<Room> room = id.flatMap(this::known);
        if (id.isPresent() && room.isEmpty() && !rooms.complete().getAsBoolean()) {
            undecided.add(topic);
            return;
        }
        boolean present = id.isEmpty() || room.isPresent();
        if (present && discovery.topicsInOtherForm(room).contains(topic)) {
            foundOtherForm = true;
            if (introduced.isPresent() && !migration.isMoving(topic)) {
                migration.move(id, List.of(topic));
            }
        } else if (!present || !discovery.of(room).containsKey(topic)) {
            LOG.info(() -> "Home Assistant is told that this is no more: " + topic);
            id.filter(gone -> room.isEmpty()).ifPresent(this::clear);
            post.accept(Letter.clearing(TopicKind.DISCOVERY, topic));
        }
    }

    /** The broker holds a request of this node's on that topic to unload what was there: a move was not finished. */
    void foundMigration(String topic) {
        Optional<RoomId> id = discovery.roomOf(topic);
        boolean present = introduced.isPresent() && configs(id).containsKey(topic);
        foundOtherForm |= introduced.isEmpty();
        if (!present && !migration.isMoving(topic)) {
            post.accept(Letter.clearing(TopicKind.DISCOVERY, topic));
        }
    }

    private void follow() {
        List<String> open = List.copyOf(undecided);
        undecided.clear();
        open.forEach(this::found);
        introduced.ifPresent(known -> {
            Map<RoomId, Room> present = present();
            introduced = Optional.of(present);
            known.values().stream().filter(room -> !present.containsKey(room.id())).forEach(gone -> {
                clear(gone.id());
                discovery.of(gone).keySet().forEach(topic -> post.accept(Letter.clearing(TopicKind.DISCOVERY, topic)));
            });
            present.values().stream().filter(room -> !room.equals(known.get(room.id())))
                    .forEach(room -> describe(Optional.of(room.id())));
        });
    }

    /** Tells Home Assistant of a room, or of the whole. */
    private void describe(Optional<RoomId> device) {
        if (foundOtherForm && moved.add(device)) {
            migration.move(device, discovery.topicsInOtherForm(device.flatMap(this::known)));
        } else if (!migration.isWithheld(device)) {
            configs(device).forEach((topic, text) -> post.accept(Letter.saying(TopicKind.DISCOVERY, topic, text)));
        }
    }

    private Map<String, String> configs(Optional<RoomId> device) {
        Optional<Room> room = device.flatMap(this::known);
        return device.isPresent() && room.isEmpty() ? Map.of() : discovery.of(room);
    }

    private void clear(RoomId gone) {
        for (TopicKind kind : Topics.RETAINED_OF_ROOM) {
            latest.remove(topics.of(kind, gone));
            post.accept(Letter.clearing(kind, topics.of(kind, gone)));
        }
    }

    private boolean isIntroduced(RoomId room) {
        return introduced.map(known -> known.containsKey(room)).orElse(true);
    }

    private Optional<Room> known(RoomId id) {
        return rooms.known().get().stream().filter(room -> room.id().equals(id)).findFirst();
    }

    private Map<RoomId, Room> present() {
        Map<RoomId, Room> present = new TreeMap<>();
        rooms.known().get().forEach(room -> present.put(room.id(), room));
        return present;
    }

    private Optional<Letter> letter(Announcement announcement) {
        return topic(announcement).map(topic ->
                new Letter(topic.kind(), topic.name(), () -> AnnouncementWriter.payload(announcement, clock.instant())));
    }

    private record Topic(TopicKind kind, String name) {
    }

    private Optional<Topic> topic(Announcement announcement) {
        if (announcement instanceof Prediction prediction) {
            return Optional.of(ofRoom(TopicKind.PREDICTION, prediction.room().id()));
        } else if (announcement instanceof StateChange change) {
            return Optional.of(ofRoom(TopicKind.STATE, change.room().id()));
        } else if (announcement instanceof AccuracyReport report) {
            return Optional.of(ofRoom(TopicKind.ACCURACY, report.room().id()));
        } else if (announcement instanceof Drift drift) {
            return Optional.of(ofRoom(TopicKind.DRIFT, drift.room().id()));
        } else if (announcement instanceof Alert) {
            return Optional.of(new Topic(TopicKind.ALERT, topics.of(TopicKind.ALERT)));
        } else if (announcement instanceof SystemStatus) {
            return Optional.of(new Topic(TopicKind.STATUS, topics.of(TopicKind.STATUS)));
        }
        return Optional.empty();
    }

    private Topic ofRoom(TopicKind kind, RoomId room) {
        return new Topic(kind, topics.of(kind, room));
    }
}
