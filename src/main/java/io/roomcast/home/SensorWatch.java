package io.roomcast.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One sensor: what of it is evidence, and whether it can be trusted. For one thread. */
final class SensorWatch extends Deadlines.Owner {

    /**
     * A door that was unavailable may have moved at any time since. After a restart of a hub or of Home Assistant many
     * say first what is usual and a moment later what is: by then they have said it.
     */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final Duration TOGETHER = Duration.ofSeconds(10);
    private static final Instant LONG_AGO = Instant.EPOCH.minus(SETTLING);

    private final Sensor sensor;
    private final RoomWatch room;
    private final SensorLimits limits;
    private final Deadlines deadlines;
    private final OccupancyListener listener;
    /** What it said last; absent until it has spoken. */
    private Optional<SensorState> said = Optional.empty();
    private Instant saidAt = Instant.MIN;
    /** When it was heard again after it had been unavailable. */
    private Instant backAt = LONG_AGO;
    private boolean evident;
    private boolean trusted;
    private boolean lost;

    SensorWatch(int order, Sensor sensor, RoomWatch room, SensorLimits limits, Deadlines deadlines, OccupancyListener listener) {
        super(order);
        this.sensor = sensor;
        this.room = room;
        this.limits = limits;
        this.deadlines = deadlines;
        this.listener = listener;
    }

    /** Whether it has said something later than that moment already. */
    boolean isLate(Instant at) {
        return at.isBefore(saidAt);
    }

    /** Whether something that it said at that moment is not late. Takes it that it is heard then. */
    boolean isNews(Instant at) {
        if (isLate(at)) {
            return false;
        }
        saidAt = at;
        return true;
    }

    /** The clock was set back: what it says next is news. */
    void forgetTime() {
        saidAt = Instant.MIN;
    }

    void says(SensorState state, Instant at) {
        Optional<SensorState> before = said;
        if (before.isPresent() && before.get() == state) {
            return;
        }
        said = Optional.of(state);
        deadlines.clear(this);
        if (evident) {
            end(at);
        }
        if (state != SensorState.UNAVAILABLE) {
            heard(state, before, at);
        } else if (!lost) {
            limits.unavailable().ifPresent(limit -> deadlines.set(this, roundedUp(at.plus(limit))));
        }
    }

    /** To the next ten seconds, so that sensors which go with their hub within seconds are lost together. */
    private static Instant roundedUp(Instant time) {
        long beyond = Math.floorMod(time.toEpochMilli(), TOGETHER.toMillis());
        return beyond == 0 ? time : time.plusMillis(TOGETHER.toMillis() - beyond);
    }

    private void heard(SensorState state, Optional<SensorState> before, Instant at) {
        if (lost) {
            lost = false;
            listener.sensorBack(sensor, at);
        }
        if (before.filter(SensorState.UNAVAILABLE::equals).isPresent()) {
            backAt = at;
        }
        if (sensor.kind() == SensorKind.DOOR) {
            if (!at.isBefore(backAt.plus(SETTLING))) {
                begin(at);
                end(at);
            }
        } else if (state == SensorState.ON) {
            begin(at);
            evidenceLimit().ifPresent(limit -> deadlines.set(this, at.plus(limit)));
        }
        if (!trusted) {
            trusted = true;
            room.trust();
        }
        room.settle(at);
    }

    /**
     * It has been on for too long: it is no evidence any more, and sooner or later it is not trusted either. Or it has been
     * unavailable for too long.
     */
    @Override
    void due(Instant at) {
        boolean first = evident;
        if (first) {
            end(at);
        }
        if (first && sensor.kind() == SensorKind.MOTION) {
            limits.motionStuck().ifPresent(stuck -> deadlines.set(this, at.plus(stuck.minus(limits.motionEvidence()))));
        } else {
            lose(at);
        }
    }

    private Optional<Duration> evidenceLimit() {
        return switch (sensor.kind()) {
            case MOTION -> Optional.of(limits.motionEvidence());
            case PRESENCE -> limits.presence();
            case DOOR, PERSON -> Optional.empty();
        };
    }

    private void begin(Instant at) {
        evident = true;
        listener.evidenceBegan(sensor, at);
        room.evidenceBegan(at);
    }

    private void end(Instant at) {
        evident = false;
        listener.evidenceEnded(sensor, at);
        room.evidenceEnded(at);
    }

    private void lose(Instant at) {
        lost = true;
        listener.sensorLost(sensor, at);
        if (trusted) {
            trusted = false;
            room.distrust();
        }
        room.settle(at);
    }
}
