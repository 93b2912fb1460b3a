package io.roomcast.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HomePropertiesTest {

    private static final int ROOMS = 6;
    private static final List<Room> ALL = IntStream.range(0, ROOMS).mapToObj(HomePropertiesTest::id).map(Room::named).toList();

    private static RoomId id(int room) {
        return new RoomId("room_" + room);
    }

    /** A home with a sensor in each of those rooms, of which the last two may be made of others. */
    private static Home home(List<Integer> sensed, Set<Integer> fifth, Set<Integer> sixth) {
        List<Sensor> sensors = new ArrayList<>();
        sensed.forEach(room -> sensors.add(new Sensor("sensor_" + sensors.size(), SensorKind.MOTION, id(room))));
        Map<RoomId, Set<RoomId>> parts = new HashMap<>();
        parts.put(id(4), new HashSet<>(fifth.stream().map(HomePropertiesTest::id).toList()));
        parts.put(id(5), new HashSet<>(sixth.stream().map(HomePropertiesTest::id).toList()));
        return new Home(ZoneOffset.UTC, ALL, sensors, Home.DEFAULT_HOLD_OFF, Map.of(), parts);
    }

    @Property
    void aRoomIsSensedByASensorInItOrInARoomItIsMadeOf(@ForAll @Size(max = 4) List<@IntRange(max = ROOMS - 1) Integer> sensed,
            @ForAll @Size(max = 3) Set<@IntRange(max = 3) Integer> fifth, @ForAll @Size(max = 3) Set<@IntRange(max = 3) Integer> sixth) {
        Home home = home(sensed, fifth, sixth);

        List<Room> expected = ALL.stream().filter(room -> home.sensors().stream().anyMatch(sensor -> sensor.room().equals(room.id())
                || home.parts().getOrDefault(room.id(), Set.of()).contains(sensor.room()))).toList();
        assertThat(home.sensedRooms()).isEqualTo(expected);
        assertThat(ALL).filteredOn(room -> home.isSensed(room.id())).isEqualTo(expected);
    }

    @Property
    void homesThatAreFurnishedAlikeAreEqual(@ForAll @Size(max = 4) List<@IntRange(max = ROOMS - 1) Integer> sensed,
            @ForAll @Size(max = 3) Set<@IntRange(max = 3) Integer> whole) {
        Home home = home(sensed, whole, Set.of());

        assertThat(home(sensed, whole, Set.of())).isEqualTo(home).hasSameHashCodeAs(home).hasToString(home.toString());
    }

    @Test
    void homesThatDifferInAnythingAreNotEqual() {
        Home home = home(List.of(0), Set.of(0), Set.of());
        ZoneId paris = ZoneId.of("Europe/Paris");

        assertThat(List.of(
                new Home(paris, ALL, home.sensors(), home.holdOff(), home.holdOffs(), home.parts()),
                new Home(home.zone(), ALL, List.of(), home.holdOff(), home.holdOffs(), home.parts()),
                new Home(home.zone(), ALL, home.sensors(), Duration.ofMinutes(1), home.holdOffs(), home.parts()),
                new Home(home.zone(), ALL, home.sensors(), home.holdOff(), Map.of(id(0), Duration.ofMinutes(1)), home.parts()),
                new Home(home.zone(), ALL, home.sensors(), home.holdOff(), home.holdOffs())))
                .doesNotContain(home);
        assertThat(new Home(home.zone(), ALL.subList(0, 1), home.sensors(), home.holdOff(), Map.of()))
                .isNotEqualTo(new Home(home.zone(), ALL.subList(0, 2), home.sensors(), home.holdOff(), Map.of()));
    }

    @Test
    void whatItWasMadeOfMayChangeAfterwards() {
        List<Room> rooms = new ArrayList<>(ALL);
        Set<RoomId> of = new HashSet<>(Set.of(id(0)));
        Home home = new Home(ZoneOffset.UTC, rooms, List.of(new Sensor("sensor", SensorKind.MOTION, id(0))), Home.DEFAULT_HOLD_OFF,
                Map.of(), Map.of(id(5), of));

        rooms.clear();
        of.clear();

        assertThat(home.sensedRooms()).extracting(Room::id).containsExactly(id(0), id(5));
        assertThat(home.parts()).containsEntry(id(5), Set.of(id(0)));
    }
}
