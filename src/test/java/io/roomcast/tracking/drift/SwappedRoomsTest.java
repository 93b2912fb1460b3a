package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwappedRoomsTest {

    private static final List<RoomDay> MORNINGS = Collections.nCopies(8, occupiedFrom(6, 9));
    private static final List<RoomDay> EVENINGS = Collections.nCopies(8, occupiedFrom(18, 23));
    private static final List<RoomDay> AFTERNOONS = Collections.nCopies(8, occupiedFrom(14, 17));

    private final SwappedRooms swapped = new SwappedRooms(List.of(MORNINGS, EVENINGS, AFTERNOONS),
            List.of(EVENINGS.subList(0, 2), MORNINGS.subList(0, 2), AFTERNOONS.subList(0, 2)));

    @Test
    void usualDaysLoseByTakingOneRoomForAnother() {
        assertThat(Arrays.stream(swapped.gains(0, 1), 0, 8).max().orElseThrow()).isLessThan(-10);
    }

    @Test
    void daysAfterASwapGainByIt() {
        assertThat(Arrays.stream(swapped.gains(0, 1), 8, 10).min().orElseThrow()).isGreaterThan(10);
        assertThat(swapped.gains(1, 0)).isEqualTo(swapped.gains(0, 1));
    }

    @Test
    void anotherPairGainsLess() {
        assertThat(swapped.gains(0, 2)[9]).isLessThan(swapped.gains(0, 1)[9]);
        assertThat(swapped.gains(1, 2)[9]).isLessThan(swapped.gains(0, 1)[9]);
    }

    /** Both are entered at the same hours, the one for minutes, the other for hours. */
    @Test
    void roomsThatAreAlikeByTheClockAreToldApartByHowLongSomebodyStays() {
        List<RoomDay> shortStays = Collections.nCopies(8, occupiedFrom(8, 20, 1, 2, 1, 3));
        List<RoomDay> longStays = Collections.nCopies(8, occupiedFrom(8, 20, 4, 5, 4, 5));
        SwappedRooms offices = new SwappedRooms(List.of(shortStays, longStays), List.of(longStays.subList(0, 2), shortStays.subList(0, 2)));

        double[] gains = offices.gains(0, 1);

        assertThat(Arrays.stream(gains, 0, 8).max().orElseThrow()).isLessThan(-10);
        assertThat(Arrays.stream(gains, 8, 10).min().orElseThrow()).isGreaterThan(10);
    }

    private static RoomDay occupiedFrom(int from, int until, double... dwells) {
        double[] occupied = new double[RoomDay.SLOTS];
        Arrays.fill(occupied, from * 4, until * 4, 1);
        double[] transitions = new double[RoomDay.HOURS];
        transitions[from]++;
        transitions[until]++;
        return new RoomDay(occupied, transitions, new double[0], dwells, new double[0], Double.NaN);
    }
}
