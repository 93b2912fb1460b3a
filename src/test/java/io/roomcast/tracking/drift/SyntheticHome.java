package io.roomcast.tracking.drift;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Somebody who gets up, goes out to work, comes home, and is somewhat different every day. */
final class SyntheticHome {

    static final RoomId BEDROOM = new RoomId("bedroom");
    static final RoomId BATHROOM = new RoomId("bathroom");
    static final RoomId KITCHEN = new RoomId("kitchen");
    static final RoomId LIVING_ROOM = new RoomId("living_room");

    static final Home HOME = new Home(ZoneId.of("Europe/Berlin"),
            List.of(new Room(BEDROOM, "Bedroom"), new Room(BATHROOM, "Bathroom"), new Room(KITCHEN, "Kitchen"),
                    new Room(LIVING_ROOM, "Living Room")),
            List.of(sensor(BEDROOM), sensor(BATHROOM), sensor(KITCHEN), sensor(LIVING_ROOM)), Home.DEFAULT_HOLD_OFF, Map.of());

    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

    private final Random random;
    private final DriftDetector detector;
    private LocalDate date = FIRST;

    /** From when to when a room is occupied. */
    record Stay(RoomId room, Instant from, Instant until) {

        Stay moved(Duration by) {
            return new Stay(room, from.plus(by), until.plus(by));
        }

        Stay in(RoomId other) {
            return new Stay(other, from, until);
        }
    }

    SyntheticHome(long seed, DriftDetector detector) {
        this.random = new Random(seed);
        this.detector = detector;
        HOME.rooms().forEach(room -> detector.changed(room.id(), start(), false));
    }

    private static Sensor sensor(RoomId room) {
        return new Sensor(sensorOf(room), SensorKind.MOTION, room);
    }

    static String sensorOf(RoomId room) {
        return "binary_sensor." + room + "_motion";
    }

    private Instant start() {
        return date.atStartOfDay(HOME.zone()).toInstant();
    }

    /** Lets usual days pass. */
    void days(int count) {
        days(count, UnaryOperator.identity(), room -> true);
    }

    /** Lets days pass on which the stays are changed, and on which only some sensors work. */
    void days(int count, UnaryOperator<List<Stay>> change, Predicate<RoomId> works) {
        for (int day = 0; day < count; day++) {
            List<Stay> stays = change.apply(usualDay()).stream().filter(stay -> works.test(stay.room())).toList();
            List<Stay> ordered = stays.stream().sorted(Comparator.comparing(Stay::from)).toList();
            play(ordered);
            date = date.plusDays(1);
            detector.passTo(start());
        }
    }

    /** Lets days pass on which nobody is at home. */
    void away(int count) {
        days(count, stays -> List.of(), room -> true);
    }

    LocalDate today() {
        return date;
    }

    private List<Stay> usualDay() {
        List<Stay> stays = new ArrayList<>();
        Instant up = at(6.5, 0.4);
        stays.add(new Stay(BEDROOM, start().plusSeconds(60), up));
        stays.add(visit(BATHROOM, up.plusSeconds(120), 12));
        stays.add(visit(KITCHEN, up.plusSeconds(1500), 25));
        Instant home = at(17.5, 0.6);
        stays.add(visit(KITCHEN, home, 50));
        stays.add(visit(LIVING_ROOM, home.plusSeconds(4200), 120));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            stays.add(visit(BATHROOM, home.plusSeconds(600L + random.nextInt(14_000)), 6));
        }
        stays.add(visit(KITCHEN, home.plusSeconds(9_000L + random.nextInt(5_000)), 8));
        stays.add(visit(BEDROOM, at(22.3, 0.3), 60));
        return stays;
    }

    private Instant at(double hour, double spread) {
        LocalTime time = LocalTime.ofSecondOfDay((long) (3600 * (hour + spread * random.nextGaussian())));
        return date.atTime(time).atZone(HOME.zone()).toInstant();
    }

    private Stay visit(RoomId room, Instant from, double minutes) {
        return new Stay(room, from, from.plusSeconds((long) (60 * minutes * Math.exp(0.4 * random.nextGaussian()))));
    }

    private void play(List<Stay> stays) {
        record Step(Instant at, Runnable what) {
        }
        List<Step> steps = new ArrayList<>();
        Instant midnight = date.plusDays(1).atStartOfDay(HOME.zone()).toInstant();
        for (Stay stay : stays) {
            if (!stay.from().isBefore(midnight)) {
                continue;
            }
            Instant until = stay.until().isBefore(midnight) ? stay.until() : midnight.minusSeconds(1);
            steps.add(new Step(stay.from(), () -> detector.changed(stay.room(), stay.from(), true)));
            for (Instant at = stay.from(); at.isBefore(until); at = at.plusSeconds(300L + random.nextInt(600))) {
                Instant now = at;
                steps.add(new Step(now, () -> detector.reported(sensorOf(stay.room()), now)));
            }
            steps.add(new Step(until, () -> detector.changed(stay.room(), until, false)));
        }
        steps.stream().sorted(Comparator.comparing(Step::at)).forEach(step -> step.what().run());
    }
}
