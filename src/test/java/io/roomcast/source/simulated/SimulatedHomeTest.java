package io.roomcast.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SimulatedHomeTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 19);

    private final SimulatedHome home = home(1);

    @Test
    void theSameSeedIsTheSameLifeInWhateverOrderItIsAskedFor() {
        List<List<SensorEvent>> forwards = dates(MONDAY, 5).map(home::events).toList();
        SimulatedHome another = home(1);
        List<List<SensorEvent>> backwards = dates(MONDAY, 5).sorted(Comparator.reverseOrder()).map(another::events).toList();

        for (int i = 0; i < 5; i++) {
            assertThat(forwards.get(i)).isEqualTo(backwards.get(4 - i));
        }
    }

    @Test
    void anotherSeedOrDateIsAnotherLife() {
        assertThat(times(home.events(MONDAY))).doesNotContainAnyElementsOf(times(home(2).events(MONDAY)));
        assertThat(times(home.events(MONDAY))).doesNotContainAnyElementsOf(times(home.events(MONDAY.plusWeeks(1))).stream()
                .map(time -> time.minus(Duration.ofDays(7))).toList());
    }

    /** A seed that someone has chosen shall not become another life with the next version of Java, or on another machine. */
    @Test
    void theLifeOfASeedIsTheSameEverywhere() {
        CRC32 sum = new CRC32();
        dates(MONDAY, 7).flatMap(date -> home.events(date).stream())
                .forEach(event -> sum.update(event.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(sum.getValue()).isEqualTo(2_760_060_388L);
    }

    @Test
    void everySensorIsOfARoomAndSpeaksNowAndThen() {
        Set<String> speaking = dates(MONDAY, 7).flatMap(date -> home.events(date).stream()).map(SensorEvent::entityId)
                .collect(Collectors.toSet());

        assertThat(home.home().sensors().stream().map(Sensor::entityId)).containsExactlyInAnyOrderElementsOf(speaking)
                .allMatch(name -> name.startsWith("binary_sensor.simulated_"));
        assertThat(home.home().rooms()).hasSize(7);
    }

    @Test
    void sensorsGoOnAndOffByTurnsAndEventsComeInOrderAcrossMidnight() {
        Map<String, SensorState> states = new HashMap<>();
        Instant before = Instant.MIN;
        for (SensorEvent event : dates(MONDAY, 90).flatMap(date -> home.events(date).stream()).toList()) {
            SensorState state = states.put(event.entityId(), event.state());

            assertThat(event.at()).isAfterOrEqualTo(before);
            assertThat(event.state()).as("what %s says at %s", event.entityId(), event.at()).isNotEqualTo(state);
            before = event.at();
        }
    }

    @Test
    void eventsAreOfTheDateThatWasAskedForAlsoWhenTheClockIsChanged() {
        for (LocalDate date : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
            List<SensorEvent> events = home.events(date);

            assertThat(times(events)).isNotEmpty().isSorted().allMatch(time -> time.atZone(ZONE).toLocalDate().equals(date));
            assertThat(Duration.between(events.get(0).at(), events.get(events.size() - 1).at())).isGreaterThan(Duration.ofHours(18));
        }
    }

    @Test
    void onAWorkdayNobodyIsThereAtMidMorningUnlessSomebodyWorksAtHome() {
        List<LocalDate> mondays = IntStream.range(0, 12).mapToObj(MONDAY::plusWeeks).toList();

        long quiet = mondays.stream().filter(date -> eventsBetween(date, "09:30", "12:00").size() < 10).count();
        long busy = mondays.stream().map(date -> date.plusDays(1))
                .filter(date -> eventsBetween(date, "09:30", "12:00").stream()
                        .anyMatch(event -> event.entityId().contains("desk")))
                .count();

        // Now and then somebody is ill, or it is a holiday.
        assertThat(quiet).isGreaterThanOrEqualTo(9);
        assertThat(busy).isGreaterThanOrEqualTo(9);
    }

    @Test
    void onATripTheHomeIsEmptyButForFalseAlarms() {
        Almanac almanac = new Almanac(1);
        List<LocalDate> away = dates(LocalDate.of(2026, 1, 1), 365)
                .filter(date -> almanac.day(date).trip() == HomeDay.Trip.AWAY).toList();

        assertThat(away).hasSize(6 + 1 + 1);
        // A day begins when people get up, so that only the second one away has no night at home.
        assertThat(away.stream().map(date -> home.events(date).size())).allMatch(count -> count < 20);
    }

    @Test
    void guestsAreMoreThanTheFamilyAlone() {
        LocalDate saturday = dates(MONDAY, 200).filter(date -> new Almanac(1).day(date).guests().isPresent()).findFirst().orElseThrow();

        List<Stay> stays = DayPlan.ofGuests(saturday, 1, ZONE);

        assertThat(stays.stream().map(Stay::place)).contains(Place.LIVING_ROOM, Place.HALL).last().isEqualTo(Place.OUT);
        assertThat(DayPlan.ofGuests(MONDAY, 1, ZONE)).isEmpty();
    }

    @Test
    void aDayOfSomebodyHasNoGapsAndEndsWhereTheNextBegins() {
        for (Resident who : Resident.values()) {
            List<Stay> year = dates(LocalDate.of(2026, 1, 1), 365).flatMap(date -> DayPlan.of(who, date, 1, ZONE).stream()).toList();

            for (int i = 1; i < year.size(); i++) {
                assertThat(year.get(i).from()).isEqualTo(year.get(i - 1).until());
                assertThat(year.get(i).until()).isGreaterThan(year.get(i).from());
            }
        }
    }

    @Test
    void aSensorThatCannotBeHeardSaysSoAndComesBack() {
        List<SensorEvent> events = dates(MONDAY, 200).flatMap(date -> home.events(date).stream()).toList();
        Set<String> gone = events.stream().filter(event -> event.state() == SensorState.UNAVAILABLE).map(SensorEvent::entityId)
                .collect(Collectors.toSet());

        assertThat(gone).hasSizeBetween(3, 15);
        for (String sensor : gone) {
            List<SensorState> said = events.stream().filter(event -> event.entityId().equals(sensor)).map(SensorEvent::state).toList();
            assertThat(said.get(said.lastIndexOf(SensorState.UNAVAILABLE) + 1)).isNotEqualTo(SensorState.UNAVAILABLE);
        }
    }

    private List<SensorEvent> eventsBetween(LocalDate date, String from, String until) {
        Instant begin = date.atTime(LocalTime.parse(from)).atZone(ZONE).toInstant();
        Instant end = date.atTime(LocalTime.parse(until)).atZone(ZONE).toInstant();
        return home.events(date).stream().filter(event -> event.at().isAfter(begin) && event.at().isBefore(end)).toList();
    }

    @Test
    void roomsHaveTheNamesAndHoldOffsThatAreConfigured() {
        RoomId hall = new RoomId("hall");
        RoomId attic = new RoomId("attic");
        Sensor elsewhere = new Sensor("binary_sensor.attic_motion", SensorKind.MOTION, attic);
        Home configured = new Home(ZONE, List.of(new Room(hall, "Corridor"), Room.named(attic)), List.of(elsewhere),
                Duration.ofMinutes(7), Map.of(hall, Duration.ofMinutes(2)));

        Home made = new SimulatedHome(1, configured).home();

        assertThat(made.room(hall)).map(Room::name).hasValue("Corridor");
        assertThat(made.holdOff(hall)).isEqualTo(Duration.ofMinutes(2));
        assertThat(made.holdOff(new RoomId("kitchen"))).isEqualTo(Duration.ofMinutes(7));
        assertThat(made.rooms()).hasSize(home.home().rooms().size() + 1);
        assertThat(made.sensorsIn(attic)).isEmpty();
        assertThat(made.sensors()).isEqualTo(home.home().sensors());
    }

    private static List<Instant> times(List<SensorEvent> events) {
        return events.stream().map(SensorEvent::at).toList();
    }

    private static Stream<LocalDate> dates(LocalDate first, int count) {
        return first.datesUntil(first.plusDays(count));
    }

    private static SimulatedHome home(long seed) {
        return new SimulatedHome(seed, new Home(ZONE, List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));
    }
}
