package io.roomcast.source.simulated;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorKind;
import io.roomcast.home.SensorState;
import io.roomcast.source.simulated.Signal.Lit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A home that nobody lives in, and what its sensors say all the same. What they say on a date follows from the seed, the time zone
 * and the date alone, however and whenever it is asked for. Immutable.
 */
public final class SimulatedHome {

    private static final int SIGHT = 6;
    private static final int NOISE = 7;
    private static final int OUTAGE = 8;
    private static final long MINUTE = 60_000;
    private static final int GUESTS = Resident.values().length;
    private static final double HOURS_BETWEEN_FALSE_ALARMS = 100;
    private static final double DAYS_BETWEEN_OUTAGES = 20;

    private final long seed;
    private final Home home;

    /**
     * @param seed       another seed, another life
     * @param configured whose wall clock the people live by, how long rooms count as occupied after the last evidence, and what those
     *                   are called that it has as well; the other rooms it has are there without sensors
     */
    public SimulatedHome(long seed, Home configured) {
        this.seed = seed;
        Map<RoomId, Room> rooms = new LinkedHashMap<>();
        Stream.of(Place.values()).filter(Place::isRoom).map(Place::room).forEach(room -> rooms.put(room.id(), room));
        configured.rooms().forEach(room -> rooms.put(room.id(), room));
        this.home = new Home(configured.zone(), List.copyOf(rooms.values()), Stream.of(Device.values()).map(Device::sensor).toList(),
                configured.holdOff(), configured.holdOffs());
    }

    /** Its rooms and sensors. */
    public Home home() {
        return home;
    }

    /** What happens on that date, in the order of time. */
    public List<SensorEvent> events(LocalDate date) {
        long begin = beginOf(date);
        long end = beginOf(date.plusDays(1));
        Map<Device, Signal> signals = new EnumMap<>(Device.class);
        for (Device device : Device.values()) {
            signals.put(device, new Signal());
        }
        // Of no date but these anything reaches into this one.
        Stream.of(date.minusDays(1), date).forEach(day -> {
            people(day, signals);
            falseAlarms(day, signals);
        });
        List<SensorEvent> events = new ArrayList<>();
        signals.forEach((device, signal) -> events.addAll(said(device, signal.lit(), outage(device, date))));
        events.removeIf(event -> event.at().toEpochMilli() < begin || event.at().toEpochMilli() >= end);
        events.sort(Comparator.comparing(SensorEvent::at));
        return events;
    }

    private void people(LocalDate date, Map<Device, Signal> signals) {
        for (Resident who : Resident.values()) {
            look(date, who.ordinal(), DayPlan.of(who, date, seed, home.zone()), Optional.of(who.bed()), signals);
        }
        look(date, GUESTS, DayPlan.ofGuests(date, seed, home.zone()), Optional.empty(), signals);
    }

    private void look(LocalDate date, int who, List<Stay> stays, Optional<Device> bed, Map<Device, Signal> signals) {
        Dice dice = Dice.of(seed, SIGHT, date.toEpochDay(), who);
        new Glimpses(dice, (device, from, until) -> signals.get(device).add(from, until)).look(stays, bed);
    }

    /** Motion sensors take the sun, or a draught, for somebody. */
    private void falseAlarms(LocalDate date, Map<Device, Signal> signals) {
        double mean = HOURS_BETWEEN_FALSE_ALARMS * 60 * MINUTE;
        signals.forEach((device, signal) -> {
            if (device.kind() == SensorKind.MOTION) {
                Dice dice = Dice.of(seed, NOISE, date.toEpochDay(), device.ordinal());
                for (double at = beginOf(date) + dice.waiting(mean); at < beginOf(date.plusDays(1)); at += dice.waiting(mean)) {
                    signal.add((long) at, (long) at + device.hold());
                }
            }
        });
    }

    /** Now and then a sensor cannot be heard for a while: of all sensors one in that many days. It is back on the same date. */
    private Optional<Lit> outage(Device device, LocalDate date) {
        Dice dice = Dice.of(seed, OUTAGE, date.toEpochDay(), device.ordinal());
        if (!dice.chance(1 / (DAYS_BETWEEN_OUTAGES * Device.values().length))) {
            return Optional.empty();
        }
        long from = beginOf(date) + (long) (dice.between(1, 20) * 60 * MINUTE);
        return Optional.of(new Lit(from, from + (long) (Math.min(120, dice.lasting(20, 0.8)) * MINUTE)));
    }

    private static List<SensorEvent> said(Device device, List<Lit> lit, Optional<Lit> outage) {
        List<SensorEvent> events = new ArrayList<>();
        for (Lit on : lit) {
            events.add(event(device, on.from(), SensorState.ON));
            events.add(event(device, on.until(), SensorState.OFF));
        }
        outage.ifPresent(gone -> {
            events.removeIf(event -> isWithin(gone, event.at().toEpochMilli()));
            boolean on = lit.stream().anyMatch(span -> isWithin(span, gone.until()));
            events.add(event(device, gone.from(), SensorState.UNAVAILABLE));
            events.add(event(device, gone.until(), on ? SensorState.ON : SensorState.OFF));
        });
        return events;
    }

    private static boolean isWithin(Lit span, long moment) {
        return moment >= span.from() && moment < span.until();
    }

    private static SensorEvent event(Device device, long at, SensorState state) {
        return new SensorEvent(device.entityId(), Instant.ofEpochMilli(at), state);
    }

    private long beginOf(LocalDate date) {
        return date.atStartOfDay(home.zone()).toInstant().toEpochMilli();
    }
}
