package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsFileTest {

    private static final RoomId BEDROOM = new RoomId("bedroom");

    @TempDir
    Path directory;

    @Test
    void sensorsMayBeOneOrAListOrLabelled() throws IOException {
        RoomsFile rooms = read("""
                rooms:
                  bedroom:
                    sensors:
                      presence: {left: binary_sensor.left, right: binary_sensor.right}
                      motion: [binary_sensor.a, binary_sensor.b]
                      door: binary_sensor.door
                """);

        assertThat(rooms.sensors()).containsExactly(
                new Sensor("binary_sensor.left", SensorKind.PRESENCE, BEDROOM),
                new Sensor("binary_sensor.right", SensorKind.PRESENCE, BEDROOM),
                new Sensor("binary_sensor.a", SensorKind.MOTION, BEDROOM),
                new Sensor("binary_sensor.b", SensorKind.MOTION, BEDROOM),
                new Sensor("binary_sensor.door", SensorKind.DOOR, BEDROOM));
        assertThat(rooms.warnings()).isEmpty();
    }

    @Test
    void kindsThatTellNothingOfOccupancyAreLeftOutWithAWarning() throws IOException {
        RoomsFile rooms = read("""
                rooms:
                  bedroom:
                    sensors:
                      motion: binary_sensor.a
                      climate: {temperature: sensor.t, humidity: sensor.h}
                      light: sensor.l
                """);

        assertThat(rooms.sensors()).extracting(Sensor::entityId).containsExactly("binary_sensor.a");
        assertThat(rooms.warnings()).singleElement().asString()
                .contains(directory.toString(), "\"bedroom\"", "climate, light", "motion, presence, door");
    }

    @Test
    void roomsMayStandInGroups() throws IOException {
        RoomsFile rooms = read("""
                rooms:
                  hallways:
                    ground_floor: {name: Hall, sensors: {presence: binary_sensor.hall}}
                    upper: {sensors: {presence: binary_sensor.upper}}
                  attic: {}
                """);

        assertThat(rooms.rooms()).containsExactly(new Room(new RoomId("hallways_ground_floor"), "Hall"),
                new Room(new RoomId("hallways_upper"), "Hallways Upper"), new Room(new RoomId("attic"), "Attic"));
        assertThat(rooms.sensors()).extracting(Sensor::room).extracting(RoomId::value)
                .containsExactly("hallways_ground_floor", "hallways_upper");
    }

    @Test
    void aRoomMayHaveItsOwnHoldOff() throws IOException {
        RoomsFile rooms = read("rooms: {bedroom: {hold_off_minutes: 20}, attic: {}}");

        assertThat(rooms.holdOffs()).isEqualTo(Map.of(BEDROOM, Duration.ofMinutes(20)));
        assertThat(rooms.home(ZoneOffset.UTC, Duration.ofMinutes(3)).holdOff(new RoomId("attic"))).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aRoomWithoutSensorsIsARoom() throws IOException {
        RoomsFile rooms = read("rooms: {bedroom: {sensors: }, attic: {sensors: {motion: }}}");

        assertThat(rooms.rooms()).hasSize(2);
        assertThat(rooms.sensors()).isEmpty();
    }

    @Test
    void withoutAFileThereIsNothing() {
        assertThat(RoomsFile.read(directory.resolve("none.yaml"))).isEqualTo(new RoomsFile(List.of(), List.of(), Map.of(), List.of()));
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() throws IOException {
        Files.writeString(file(), """
                rooms:
                  bedroom:
                    hold_off_minutes: soon
                    sensors: {motion: binary_sensor.a, door: {front: [binary_sensor.b]}}
                  attic:
                    sensors: {presence: binary_sensor.a}
                  cellar:
                    sensors: binary_sensor.c
                  a: {b: {name: In a group}}
                  a_b: {name: Alone}
                """);

        assertThat(catchThrowableOfType(InvalidConfigurationException.class, () -> RoomsFile.read(file())).problems()).hasSize(5)
                .anyMatch(line -> line.contains("\"bedroom\": hold_off_minutes must be a whole number of minutes from 1 to 1440"))
                .anyMatch(line -> line.contains("\"bedroom\": sensors.door must be an entity id"))
                .anyMatch(line -> line.contains("\"attic\": sensor \"binary_sensor.a\" is in room \"bedroom\" already"))
                .anyMatch(line -> line.contains("\"cellar\": sensors must be a mapping of kinds"))
                .anyMatch(line -> line.contains("\"a_b\": is there twice"));
    }

    @Test
    void anEntityIdThatCannotBeKeptIsWrong() throws IOException {
        String longest = "b".repeat(Sensor.LONGEST_ID);
        assertThat(read("rooms: {attic: {sensors: {motion: " + longest + "}}}").sensors()).extracting(Sensor::entityId)
                .containsExactly(longest);

        Files.writeString(file(), "rooms: {attic: {sensors: {motion: [" + longest + "b], door: \"binary_sensor.\\0door\"}}}");

        assertThat(catchThrowableOfType(InvalidConfigurationException.class, () -> RoomsFile.read(file())).problems()).hasSize(2)
                .allMatch(line -> line.contains("\"attic\": sensors.") && line.length() < Sensor.LONGEST_ID + file().toString().length())
                .anyMatch(line -> line.endsWith("\"binary_sensor.\\u0000door\""));
    }

    private RoomsFile read(String content) throws IOException {
        Files.writeString(file(), content);
        return RoomsFile.read(file());
    }

    private Path file() {
        return directory.resolve("rooms.yaml");
    }

    @ParameterizedTest
    @CsvSource({"sensorss, sensors", "sensor, sensors", "hold_off_minute, hold_off_minutes",
        "holdoff_minutes, hold_off_minutes",
        "Name, name", "nam, name"})
    void aMisspeltMemberOfARoomIsReportedWithItsLineAndTheNearestKnown(String member,
    String nearest) throws IOException {
        RoomsFile rooms = read("rooms:\n  bedroom:\n    " + member + ": {motion: binary_sensor.a}\n");

        assertThat(rooms.warnings()).containsExactly(file() + ", line 3: room \"bedroom\": unknown member " + member
                + "; did you mean " + nearest + "?");
        assertThat(rooms.rooms()).extracting(Room::id).containsExactly(BEDROOM);
    }

    @Test
    void anotherMemberOfARoomIsReportedWithThoseThatARoomMayHave() throws IOException {
        assertThat(read("rooms: {bedroom: {colour: red}}").warnings()).containsExactly(file()
                + ", line 1: room \"bedroom\": unknown member colour (a room may have name, hold_off_minutes, "
                + "sensors)");
    }

    @Test
    void aMisspeltMemberOfARoomInAGroupIsReported() throws IOException {
        RoomsFile rooms = read("""
                rooms:
                  hallways:
                    upper:
                      sensorss: {motion: binary_sensor.a}
                """);

        assertThat(rooms.warnings()).containsExactly(file() + ", line 4: room \"hallways_upper\": unknown member "
                + "sensorss; "
                + "did you mean sensors?");
    }

    @ParameterizedTest
    @CsvSource({"moton, motion", "Motion, motion", "presense, presence", "doors, door"})
    void aMisspeltKindOfSensorIsReportedWithTheNearestKnown(String kind, String nearest) throws IOException {
        RoomsFile rooms = read("rooms:\n  bedroom:\n    sensors:\n      light: light.a\n      " + kind
                + ": binary_sensor.a\n");

        assertThat(rooms.warnings()).hasSize(2)
                .contains(file() + ", line 5: room \"bedroom\": unknown kind of sensors " + kind + "; did you mean "
                + nearest + "?")
                .anyMatch(line -> line.contains("not used: light "));
    }

    @Test
    void whatIsWrongIsReportedWithItsLine() throws IOException {
        Files.writeString(file(), """
                rooms:
                  bedroom:
                    name: [a]
                    hold_off_minutes: soon
                    sensors:
                      motion: {left: {}}
                  living-room:
                """);

        assertThat(catchThrowableOfType(InvalidConfigurationException.class, () -> RoomsFile.read(file())).problems())
                .containsExactly(
                file() + ", line 3: room \"bedroom\": name must be a text that is not blank",
                file() + ", line 4: room \"bedroom\": hold_off_minutes must be a whole number of minutes from 1 to "
                + "1440",
                file() + ", line 6: room \"bedroom\": sensors.motion must be an entity id, a list of them, or a "
                + "mapping of labels to "
                        + "them",
                file() + ", line 7: room \"living-room\": a room id must be 1 to 64 letters, digits or underscores");
    }
}
