package io.roomcast.bridge;

import io.roomcast.config.BridgeSettings;
import io.roomcast.config.DiscoveryForm;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What Home Assistant is told of rooms, in the form that is set; and which of such messages on the broker are this node's, in whatever
 * form. Immutable.
 */
final class Discovery {

    private static final String CONFIG = "/config";
    /** Home Assistant's own default, from which it does not depart when its discovery has another prefix. */
    private static final String BIRTH = "homeassistant/status";

    private final DiscoveryForm form;
    private final String prefix;
    private final Ids ids;
    private final Components components;
    private final String availability;
    private final Origin origin;
    private final Predicate<RoomId> areas;

    /**
     * Who says so.
     *
     * @param version this application's
     * @param page    finds the address of its page
     */
    record Origin(String version, Supplier<String> page) {
    }

    /** @param areas which rooms are to stand in the area of their name, which is made where there is none */
    Discovery(BridgeSettings settings, Topics topics, Ids ids, Origin origin, Predicate<RoomId> areas) {
        this.form = settings.discovery();
        this.prefix = settings.discoveryPrefix();
        this.ids = ids;
        this.components = new Components(topics);
        this.availability = topics.of(TopicKind.AVAILABILITY);
        this.origin = origin;
        this.areas = areas;
    }

    /**
     * The topics to hear: where Home Assistant says that it is there, where messages of this node may be, and where
     * this node says that it is there.
     */
    List<String> filters() {
        return Stream.of(births(), configFilters(), List.of(availability)).flatMap(List::stream).toList();
    }

    private List<String> configFilters() {
        return List.of(prefix + "/device/+" + CONFIG, prefix + "/+/" + ids.base() + "/+" + CONFIG);
    }

    /** What it means that one of the filters cannot be subscribed to, as the rest of a sentence. */
    String withoutSubscription(String filter) {
        if (configFilters().contains(filter)) {
            return "what was published for Home Assistant in former times is not removed";
        }
        return filter.equals(availability)
                ? "an offline that another connection leaves behind is not corrected"
                : "a start of Home Assistant is not noticed, and the entities wait for their next update";
    }

    /** Whether nodes say there that they are there or go. */
    boolean isAvailability(String topic) {
        return topic.equals(availability);
    }

    /** Whether Home Assistant says there that it is there or goes. */
    boolean isBirth(String topic) {
        return births().contains(topic);
    }

    private List<String> births() {
        return Stream.of(BIRTH, prefix + "/status").distinct().toList();
    }

    /** Whether a message is this node's, of now or of another time, rather than some other device's. */
    boolean isOwn(String topic, String text) {
        return deviceOf(topic).isPresent() && text.contains("\"" + availability + "\"");
    }

    /** The room that a topic of this node's is about; absent if it is about the whole. */
    Optional<RoomId> roomOf(String topic) {
        return deviceOf(topic).flatMap(ids::roomOf);
    }

    /** The device that the topic is about, if it is one of this node's. */
    private Optional<String> deviceOf(String topic) {
        if (!topic.startsWith(prefix + "/") || !topic.endsWith(CONFIG)) {
            return Optional.empty();
        }
        String[] levels = topic.substring(prefix.length() + 1).split("/");
        if (levels.length == 3 && levels[0].equals("device")) {
            return Optional.of(levels[1]).filter(device -> device.equals(ids.base()) || ids.roomOf(device).isPresent());
        }
        if (levels.length == 4 && levels[1].equals(ids.base())) {
            int hyphen = levels[2].indexOf('-');
            return Optional.of(hyphen < 0 ? ids.base() : ids.base() + "-" + levels[2].substring(0, hyphen));
        }
        return Optional.empty();
    }

    /** Whether a message asks Home Assistant to unload what this node configured on that topic. */
    boolean isMigration(String topic, String text) {
        return deviceOf(topic).isPresent() && text.equals(DiscoveryMigration.REQUEST);
    }

    /** What is said of the whole, by topic. */
    Map<String, String> ofAll() {
        return of(Optional.empty());
    }

    /** What is said of a room, by topic. */
    Map<String, String> of(Room room) {
        return of(Optional.of(room));
    }

    /** What is said of a room, or of the whole, by topic. */
    Map<String, String> of(Optional<Room> room) {
        return configs(form, room);
    }

    /** Where the same would be said in the other form; nowhere if nothing is said in any form. */
    Set<String> topicsInOtherForm(Optional<Room> room) {
        return switch (form) {
            case DEVICE -> configs(DiscoveryForm.ENTITY, room).keySet();
            case ENTITY -> configs(DiscoveryForm.DEVICE, room).keySet();
            case OFF -> Set.of();
        };
    }

    private Map<String, String> configs(DiscoveryForm chosen, Optional<Room> room) {
        List<Component> entities = room.map(described -> components.of(described.id())).orElseGet(components::ofAll);
        Optional<RoomId> id = room.map(Room::id);
        Map<String, String> configs = new LinkedHashMap<>();
        switch (chosen) {
            case DEVICE -> configs.put(prefix + "/device/" + ids.device(id) + CONFIG, device(room, entities));
            case ENTITY -> entities.forEach(entity -> configs.put(prefix + "/" + entity.platform() + "/" + ids.base() + "/"
                    + id.map(value -> value + "-").orElse("") + entity.key() + CONFIG, entity(room, entity)));
            case OFF -> { }
        }
        return configs;
    }

    private String device(Optional<Room> room, List<Component> entities) {
        JsonText json = JsonText.object();
        common(json, room);
        return json.putObject("cmps", () -> entities.forEach(entity -> json.putObject(entity.key(), () -> {
            json.put("p", entity.platform());
            entity.describe(json, ids, room.map(Room::id));
        }))).end();
    }

    private String entity(Optional<Room> room, Component entity) {
        JsonText json = JsonText.object();
        entity.describe(json, ids, room.map(Room::id));
        common(json, room);
        return json.end();
    }

    private void common(JsonText json, Optional<Room> room) {
        json.putObject("dev", () -> {
            json.put("ids", List.of(ids.device(room.map(Room::id))))
                    .put("name", room.map(Room::name).orElse("Roomcast"))
                    .put("mf", "Roomcast")
                    .put("mdl", room.isPresent() ? "Predicted room" : "Occupancy prediction")
                    .put("sw", origin.version())
                    .put("sa", room.filter(described -> areas.test(described.id())).map(Room::name));
        });
        json.putObject("o", () -> json.put("name", "Roomcast").put("sw", origin.version()).put("url", origin.page().get()))
                .put("availability_topic", availability)
                .put("qos", 1);
    }
}
