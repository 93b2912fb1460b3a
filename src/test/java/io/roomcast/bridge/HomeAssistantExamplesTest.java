package io.roomcast.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.bridge.Discovery.Origin;
import io.roomcast.config.BridgeSettings;
import io.roomcast.config.DiscoveryForm;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is shown for Home Assistant names entities that it really gets. */
class HomeAssistantExamplesTest {

    private static final Path DIRECTORY = Path.of("config/home-assistant");
    private static final Pattern OURS = Pattern.compile("\\b[a-z_]+\\.roomcast_[a-z0-9_]+");
    private static final Pattern ENTITY = Pattern.compile("\"default_entity_id\":\"([^\"]+)\"");

    private static Set<String> entities() {
        Discovery discovery = new Discovery(new BridgeSettings(true, DiscoveryForm.DEVICE, "homeassistant"), new Topics("p"),
                Ids.of("p", "p"), new Origin("1.0.0", () -> "http://roomcast.example/"),
                room -> true);
        Set<String> entities = new HashSet<>();
        Stream.concat(Stream.of(discovery.ofAll()), Stream.of("kitchen", "living_room").map(RoomId::new).map(Room::named).map(discovery::of))
                .map(Map::values).flatMap(Collection::stream)
                .forEach(config -> ENTITY.matcher(config).results().map(found -> found.group(1)).forEach(entities::add));
        return entities;
    }

    private static List<String> named(Path file) throws IOException {
        return OURS.matcher(Files.readString(file)).results().map(MatchResult::group).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard-card.yaml", "preheat-automation.yaml", "drift-automation.yaml"})
    void eachExampleIsYamlAndNamesEntitiesThatThereAre(String name) throws IOException {
        Path file = DIRECTORY.resolve(name);

        Object parsed = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));

        assertThat(parsed).isInstanceOf(Map.class);
        assertThat(named(file)).isNotEmpty().allSatisfy(entity -> assertThat(entities()).contains(entity));
    }

    @Test
    void theReadmeNamesAllOfThemAndNoOthers() throws IOException {
        List<String> named = named(Path.of("README.md"));

        assertThat(named).filteredOn(entity -> !entity.contains("_cottage_")).isSubsetOf(entities());
        assertThat(named).containsAll(entities().stream().filter(entity -> !entity.contains("living_room")).toList());
    }
}
