package io.roomcast.source.homeassistant;

import io.roomcast.wire.JsonText;
import io.roomcast.wire.MalformedJsonException;
import io.roomcast.wire.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What Home Assistant said of the home at last, in the file {@code home-assistant.json} of the data directory: its registries in its own
 * words. It is written beside and then moved into its place, so that there is always a whole one. Immutable.
 */
final class SightingFile {

    static final String NAME = "home-assistant.json";

    private static final Logger LOG = Logger.getLogger(SightingFile.class.getPackageName());
    /** To be raised when an older file would be misunderstood. */
    private static final int FORMAT = 1;
    private static final String CONSEQUENCE = "; until Home Assistant answers its rooms are not known";

    private final Path file;
    private final String home;

    /**
     * @param directory the data directory
     * @param home      the address of the Home Assistant whose home it is
     */
    SightingFile(Path directory, URI home) {
        this.file = directory.resolve(NAME);
        this.home = home.toString();
    }

    /** What was kept last; nothing when there is none, none of this Home Assistant, or none that can be used, which is logged. */
    Optional<Sighting> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return sighting(StrictJson.object(Files.readString(file)));
        } catch (IOException e) {
            return unusable("it cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (MalformedJsonException | DateTimeException e) {
            return unusable("it is damaged");
        }
    }

    private Optional<Sighting> sighting(JsonObject kept) {
        if (kept.getInt("format", 0) != FORMAT) {
            return unusable("it is of another version");
        }
        if (!kept.getString("url", "").equals(home)) {
            LOG.info(() -> "What is kept in " + file + " is the home of another Home Assistant" + CONSEQUENCE);
            return Optional.empty();
        }
        Map<String, String> classes = new HashMap<>();
        if (kept.get("classes") instanceof JsonObject known) {
            known.forEach((id, name) -> classes.put(id, name instanceof JsonString text ? text.getString() : ""));
        }
        Registry registry = RegistryReader.registry(kept.get("floors"), kept.get("areas"), kept.get("devices"),
                kept.get("entities"),
                kept.get("labels"));
        return Optional.of(new Sighting(registry, classes, ZoneId.of(kept.getString("time_zone", ""))));
    }

    private Optional<Sighting> unusable(String why) {
        LOG.warning(() -> file + " cannot be used: " + why + CONSEQUENCE);
        return Optional.empty();
    }

    /** Keeps that instead of what was kept before. If it cannot be kept, that is logged. */
    void keep(Sighting sighting) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.write(file.resolveSibling(NAME + ".new"), text(sighting).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " cannot be written; after a restart no room is known until Home Assistant answers", e);
        }
    }

    private String text(Sighting sighting) {
        Registry registry = sighting.registry();
        JsonText json = JsonText.object().put("format", FORMAT).put("url", home).put("time_zone", sighting.zone().getId());
        json.putEach("floors", registry.floors(), (to, floor) -> to.put("floor_id", floor.id()).put("name", floor.name()));
        json.putEach("areas", registry.areas(), (to, area) ->
                to.put("area_id", area.id()).put("name", area.name()).put("floor_id", area.floor())
                        .put("labels", List.copyOf(area.labels())));
        json.putEach("devices", registry.devices(), (to, device) ->
                to.put("id", device.id()).put("area_id", device.area()).put("parent_device_id", device.parent())
                        .put("labels", List.copyOf(device.labels())));
        json.putEach("entities", registry.entities(), (to, entity) ->
                to.put("entity_id", entity.id()).put("area_id", entity.area()).put("device_id", entity.device())
                        .put("disabled_by", somebody(entity.disabled())).put("hidden_by", somebody(entity.hidden()))
                        .put("id", entity.key()).put("platform", entity.platform())
                        .put("labels", List.copyOf(entity.labels())).put("members", List.copyOf(entity.members())));
        json.putEach("labels", List.copyOf(registry.labels().entrySet()), (to, label) ->
                to.put("label_id", label.getKey()).put("name", label.getValue()));
        return json.putObject("classes", () -> sighting.classes().forEach(json::put)).end();
    }

    /** By whom it is disabled or hidden, if it is; who it was does not count. */
    private static Optional<String> somebody(boolean is) {
        return is ? Optional.of("somebody") : Optional.empty();
    }
}
