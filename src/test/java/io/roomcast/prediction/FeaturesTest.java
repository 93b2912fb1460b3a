package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    private static final RoomId KITCHEN = new RoomId("kitchen");
    /** More than are looked at. */
    private static final List<Room> ROOMS = IntStream.range(0, 12).mapToObj(i -> Room.named(new RoomId("room_" + i))).toList();

    private static Instant at(LocalDate date, int hour, int minute) {
        return date.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }

    private static Home home(List<Room> rooms) {
        return new Home(ZONE, rooms, List.of(), Home.DEFAULT_HOLD_OFF, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 3", "2026-10-25, 3", "2026-03-29, 9", "2026-06-15, 3"})
    void theDaysBeforeAreLookedAtByTheClockOnTheWall(LocalDate sunday, int daysLater) {
        HomeHistory history = new HomeHistory(home(List.of(Room.named(KITCHEN))));
        sunday.minusDays(14).datesUntil(sunday.plusDays(daysLater)).forEach(date -> {
            history.changed(KITCHEN, Occupancy.OCCUPIED, at(date, 7, 0));
            history.changed(KITCHEN, Occupancy.VACANT, at(date, 7, 40));
        });

        Moment moment = Features.of(history, 0, Double.POSITIVE_INFINITY)
                .at(history, Minutes.of(at(sunday.plusDays(daysLater), 7, 5)));

        assertThat(moment.features()[Features.DAYS_BEFORE]).as("at twenty past seven").isGreaterThan(0.97f);
        assertThat(moment.features()[Features.DAYS_BEFORE + 2]).as("at five past eight").isLessThan(0.03f);
    }

    @Test
    void daysOfWhichNothingIsKnownAreLeftOut() {
        HomeHistory history = new HomeHistory(home(List.of(Room.named(KITCHEN))));
        LocalDate today = LocalDate.of(2026, 6, 15);
        today.minusDays(14).datesUntil(today).forEach(date -> {
            boolean known = date.isBefore(today.minusDays(4));
            history.changed(KITCHEN, known ? Occupancy.OCCUPIED : Occupancy.UNKNOWN, at(date, 7, 0));
            history.changed(KITCHEN, Occupancy.VACANT, at(date, 7, 40));
        });

        Features features = Features.of(history, 0, Double.POSITIVE_INFINITY);

        float[] known = features.at(history, Minutes.of(at(today, 7, 5))).features();
        assertThat(known[Features.DAYS_BEFORE]).isGreaterThan(0.9f);
        assertThat(known[Features.TRANSITIONS_LATELY]).isZero();
        history.changed(KITCHEN, Occupancy.OCCUPIED, at(today, 8, 0));
        history.changed(KITCHEN, Occupancy.UNKNOWN, at(today, 8, 15));
        history.changed(KITCHEN, Occupancy.OCCUPIED, at(today, 8, 45));
        float[] lately = features.at(history, Minutes.of(at(today, 9, 0))).features();
        assertThat(lately[Features.OCCUPIED_LATELY]).isEqualTo(1);
        assertThat(lately[Features.ELAPSED]).isEqualTo(60);
    }

    @Test
    void roomsThatChangeTogetherOnlyLaterAreNotChosen() {
        HomeHistory history = new HomeHistory(home(ROOMS));
        double until = Minutes.of(at(LocalDate.of(2026, 6, 15), 0, 0));
        changesTogether(history, until - Minutes.DAY, 1, 2, 3, 4, 5, 6, 7, 8);
        Features before = Features.of(history, 0, until);
        for (int day = 0; day < 3; day++) {
            changesTogether(history, until + 1 + day * Minutes.DAY, 9, 10, 11);
        }

        assertThat(before.others()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(Features.of(history, 0, until).others()).isEqualTo(before.others());
        assertThat(Features.of(history, 0, until + 4 * Minutes.DAY).others()).contains(9, 10, 11);
    }

    private static void changesTogether(HomeHistory history, double minute, int... others) {
        for (Occupancy to : List.of(Occupancy.OCCUPIED, Occupancy.VACANT)) {
            Instant at = Minutes.toInstant(minute + (to == Occupancy.OCCUPIED ? 0 : 30));
            history.changed(ROOMS.get(0).id(), to, at);
            for (int other : others) {
                history.changed(ROOMS.get(other).id(), to, at);
            }
        }
    }
}
