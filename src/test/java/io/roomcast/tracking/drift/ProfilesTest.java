package io.roomcast.tracking.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    @Test
    void anOccupancyProfileIsTheSmoothedMeanAndOneDayOfTheMeanOverAllHours() {
        double[] profile = Profiles.occupancy(Collections.nCopies(3, occupiedFrom(8, 10)));

        double mean = 2 / 24.0;
        assertThat(profile[9 * 4]).isEqualTo((3 + mean) / 4, within(1e-12));
        assertThat(profile[8 * 4]).isEqualTo((0.75 * 3 + mean) / 4, within(1e-12));
        assertThat(profile[8 * 4 - 1]).isEqualTo((0.25 * 3 + mean) / 4, within(1e-12));
        assertThat(profile[0]).isEqualTo(mean / 4, within(1e-12));
    }

    @Test
    void whatIsNotKnownOfADayIsLeftOut() {
        RoomDay known = occupiedFrom(8, 10);
        double[] halfKnown = known.occupied().clone();
        Arrays.fill(halfKnown, 48, 96, Double.NaN);
        RoomDay day = new RoomDay(halfKnown, known.transitions(), new double[0], new double[0], new double[0], Double.NaN);

        double[] profile = Profiles.occupancy(List.of(day));

        assertThat(profile[9 * 4]).isEqualTo((1 + 2 / 12.0) / 2, within(1e-12));
        assertThat(profile[80]).isEqualTo(2 / 12.0, within(1e-12));
        assertThat(Profiles.loss(day, profile)).isLessThan(Profiles.loss(day, Profiles.occupancy(List.of(occupiedFrom(11, 13)))));
        assertThat(day.occupiedShare()).isEqualTo(2 / 12.0, within(1e-12));
    }

    @Test
    void aDayThatIsLaterIsLikelierUnderAProfileThatIsMovedAsMuch() {
        Likelihood usual = new Likelihood(Collections.nCopies(5, occupiedFrom(8, 10)));
        RoomDay later = occupiedFrom(11, 13);

        int best = IntStream.range(0, RoomDay.HOURS).reduce((one, other) -> usual.of(later, other) > usual.of(later, one) ? other : one)
                .orElseThrow();

        assertThat(best).isEqualTo(3);
    }

    @Test
    void ofADayOfWhichNothingIsKnownOnlyTheTransitionsCount() {
        RoomDay known = occupiedFrom(8, 10);
        double[] nothing = new double[RoomDay.SLOTS];
        Arrays.fill(nothing, Double.NaN);
        RoomDay day = new RoomDay(nothing, known.transitions(), new double[0], new double[0], new double[0], Double.NaN);
        List<RoomDay> others = Collections.nCopies(5, known);

        double expected = Math.log(Profiles.transitions(others)[8]) + Math.log(Profiles.transitions(others)[10]);
        assertThat(new Likelihood(others).of(day, 0)).isEqualTo(expected, within(1e-9));
    }

    @Test
    void transitionsAtUnusualHoursAreASurprise() {
        double[] profile = Profiles.transitions(Collections.nCopies(5, occupiedFrom(8, 10)));

        assertThat(Profiles.surprise(occupiedFrom(8, 10), profile)).isLessThan(0.5);
        assertThat(Profiles.surprise(occupiedFrom(2, 4), profile)).isGreaterThan(1);
        assertThat(Profiles.surprise(occupiedFrom(0, 0), profile)).isZero();
        assertThat(Arrays.stream(profile).sum()).isEqualTo(1, within(1e-9));
    }

    @Test
    void aRoutineThatHasMovedGainsByMovingTheProfileAsMuch() {
        List<RoomDay> before = Collections.nCopies(8, occupiedFrom(8, 10));
        MovedRoutine moved = new MovedRoutine(List.of(before), List.of(Collections.nCopies(3, occupiedFrom(6, 8))));

        assertThat(moved.hours(8, 11)).isEqualTo(-2);
        assertThat(moved.gain(8, 11)).isGreaterThan(10);
        assertThat(moved.gain(0, 3)).isNegative();
    }

    private static RoomDay occupiedFrom(int from, int until) {
        double[] occupied = new double[RoomDay.SLOTS];
        Arrays.fill(occupied, from * 4, until * 4, 1);
        double[] transitions = new double[RoomDay.HOURS];
        if (from < until) {
            transitions[from]++;
            transitions[until]++;
        }
        return new RoomDay(occupied, transitions, new double[0], new double[0], new double[0], Double.NaN);
    }
}
