package io.roomcast.source.simulated;

import io.roomcast.source.simulated.Activity.Support;
import java.util.List;
import java.util.Optional;

/**
 * What the sensors see of somebody: spans of time in which a sensor would be on if that person were alone. Motion sensors see
 * movements, and miss some; somebody who sits still is not seen for minutes. For one thread.
 */
final class Glimpses {

    private static final long SECOND = 1_000;
    private static final double MINUTE = 60_000;
    private static final double MISSED = 0.06;
    private static final double MISSED_IN_PASSING = 0.65;
    /** Through an open door a motion sensor sees somebody pass in the hall. */
    private static final double SEEN_THROUGH_DOOR = 0.04;
    private static final List<Place> BESIDE_THE_HALL = List.of(Place.LIVING_ROOM, Place.BEDROOM, Place.STUDY, Place.CHILDS_ROOM);

    private final Dice dice;
    private final Receiver receiver;

    /** Takes what is seen. */
    interface Receiver {

        /** In milliseconds since 1970. */
        void seen(Device device, long from, long until);
    }

    Glimpses(Dice dice, Receiver receiver) {
        this.dice = dice;
        this.receiver = receiver;
    }

    /**
     * Looks at somebody's stays.
     *
     * @param bed the sensor of that person's bed, if there is one
     */
    void look(List<Stay> stays, Optional<Device> bed) {
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            if (!stay.place().isRoom()) {
                continue;
            }
            motion(stay);
            if (stay.activity().support() == Support.BED) {
                bed.ifPresent(sensor -> weight(sensor, stay, 50));
            } else if (stay.activity().support() == Support.SEAT) {
                weight(stay.place() == Place.STUDY ? Device.DESK : Device.COUCH, stay, 25);
            }
            doors(stay, i > 0 && stays.get(i - 1).place() == Place.OUT, i + 1 < stays.size() && stays.get(i + 1).place() == Place.OUT);
        }
    }

    private void motion(Stay stay) {
        Device device = Device.motionIn(stay.place());
        if (stay.activity() == Activity.PASS) {
            move(device, stay.from() + (long) dice.between(0, 2 * SECOND), MISSED_IN_PASSING);
            for (Place beside : BESIDE_THE_HALL) {
                move(Device.motionIn(beside), stay.from() + (long) dice.between(0, 2 * SECOND), 1 - SEEN_THROUGH_DOOR);
            }
            return;
        }
        move(device, stay.from() + (long) dice.between(0, SECOND), MISSED);
        for (long at = next(stay.from(), stay.activity()); at < stay.until(); at = next(at, stay.activity())) {
            move(device, at, MISSED);
        }
        move(device, stay.until() - (long) dice.between(0, 2 * SECOND), MISSED);
    }

    /** People move in bouts: mostly soon again, sometimes not for long. */
    private long next(long at, Activity activity) {
        double mean = activity.stillness() * MINUTE;
        return at + (long) Math.max(SECOND / 2.0, dice.waiting(dice.chance(0.7) ? mean * 0.35 : mean * 2.5));
    }

    private void move(Device device, long at, double missed) {
        if (!dice.chance(missed)) {
            receiver.seen(device, at, at + device.hold() + (long) dice.between(0, 2 * SECOND));
        }
    }

    /** Who turns over or leans forward is not felt for some seconds. */
    private void weight(Device device, Stay stay, double minutesBetweenTurns) {
        long at = stay.from() + (long) dice.between(4, 20) * SECOND;
        long end = stay.until() - (long) dice.between(2, 8) * SECOND;
        while (at < end) {
            long turn = Math.min(end, at + (long) (dice.waiting(minutesBetweenTurns) * MINUTE) + SECOND);
            receiver.seen(device, at, turn);
            at = turn + (long) (dice.lasting(6, 0.7) * SECOND);
        }
    }

    private void doors(Stay stay, boolean comesHome, boolean leaves) {
        if (comesHome) {
            open(Device.FRONT_DOOR, stay.from(), 6);
        }
        if (leaves) {
            open(Device.FRONT_DOOR, stay.until() - 7 * SECOND, 6);
        }
        if (stay.place() == Place.BATHROOM) {
            open(Device.BATHROOM_DOOR, stay.from(), 2.5);
            open(Device.BATHROOM_DOOR, stay.until() - 2 * SECOND, 2.5);
        }
        if (stay.place() == Place.KITCHEN) {
            double minutesBetween = stay.activity() == Activity.COOK ? 8 : stay.activity() == Activity.SNACK ? 5 : 20;
            for (double at = stay.from() + dice.waiting(minutesBetween) * MINUTE; at < stay.until();
                    at += dice.waiting(minutesBetween) * MINUTE) {
                open(Device.FRIDGE, (long) at, 7);
            }
        }
    }

    private void open(Device device, long at, double seconds) {
        receiver.seen(device, at, at + (long) (dice.lasting(seconds, 0.4) * SECOND));
    }
}
