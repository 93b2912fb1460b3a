package io.roomcast.source.simulated;

import static io.roomcast.home.Episodes.quantile;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Episodes;
import io.roomcast.home.Home;
import io.roomcast.home.RoomId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For how long rooms are occupied and vacant in the simulated home: within what is seen in homes that people live in. */
class SimulatedLifeTest {

    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 12);
    private static final int WEEKS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void roomsAreOccupiedAndVacantAsLongAsInHomesThatPeopleLiveIn(long seed) {
        Episodes episodes = episodes(seed);

        List<Double> occupied = episodes.occupied();
        assertThat(quantile(occupied, 0.10)).isBetween(5.0, 5.4);
        assertThat(quantile(occupied, 0.25)).isBetween(5.1, 6.0);
        assertThat(quantile(occupied, 0.50)).isBetween(5.8, 8.5);
        assertThat(quantile(occupied, 0.75)).isBetween(9.0, 15.0);
        assertThat(quantile(occupied, 0.90)).isBetween(25.0, 45.0);
        List<Double> vacant = episodes.vacant();
        assertThat(quantile(vacant, 0.10)).isBetween(0.8, 2.5);
        assertThat(quantile(vacant, 0.25)).isBetween(3.0, 8.0);
        assertThat(quantile(vacant, 0.50)).isBetween(12.0, 45.0);
        assertThat(quantile(vacant, 0.75)).isBetween(40.0, 300.0);
        assertThat(quantile(vacant, 0.90)).isBetween(110.0, 600.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void roomsChangeAsOftenAndAreOccupiedAsMuch(long seed) {
        Episodes episodes = episodes(seed);

        for (RoomId room : episodes.rooms().keySet()) {
            boolean hall = room.value().equals("hall");
            boolean sleeps = room.value().equals("childs_room") || room.value().equals("bedroom");
            assertThat(episodes.changesPerDay(room)).as("changes a day in %s", room).isBetween(8.0, hall ? 60.0 : 40.0);
            assertThat(episodes.share(room)).as("share occupied of %s", room).isBetween(0.03, sleeps ? 0.6 : 0.45);
        }
    }

    private static Episodes episodes(long seed) {
        SimulatedHome home = new SimulatedHome(seed,
                new Home(ZoneId.of("Europe/Berlin"), List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));
        return Episodes.of(home.home(), receiver -> BEGIN.datesUntil(BEGIN.plusWeeks(WEEKS))
                .forEach(date -> home.events(date).forEach(receiver)));
    }
}
