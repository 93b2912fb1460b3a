package io.roomcast.wire;

import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.tracking.AccuracyReport;
import io.roomcast.tracking.Alert;
import io.roomcast.tracking.Drift;
import io.roomcast.tracking.Prediction;
import io.roomcast.tracking.StateChange;
import io.roomcast.tracking.SystemStatus.Health;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads announcements from JSON: what {@link AnnouncementWriter} wrote, and what an external tracking manager publishes in its own
 * words. Members it does not know are ignored. What a message cannot do without has to be there, of its type and in its
 * range; any other member that is not is left out. Times without an offset are UTC. Immutable and thread-safe.
 *
 * <p>Every method throws {@link PayloadException}, and nothing else, for a text that it cannot take.
 */
public final class AnnouncementReader {

    private static final String ROOM_ID = "room_id";
    private static final int DEFAULT_WINDOW_HOURS = 24;
    private static final int DEFAULT_THRESHOLD_MINUTES = 15;
    private static final int MAX_FIGURE = 1_000_000_000;

    private final InstantSource clock;
    private final OptionalMembers optional;

    /** @param clock when things came about whose payload does not say so */
    public AnnouncementReader(InstantSource clock) {
        this(clock, unusable -> { });
    }

    /**
     * @param clock   when things came about whose payload does not say so
     * @param leftOut takes the reason why a member was left out
     */
    public AnnouncementReader(InstantSource clock, Consumer<PayloadException> leftOut) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.optional = new OptionalMembers(leftOut);
    }

    /**
     * A prediction. Where the payload does not name the current state, it is {@link Occupancy#UNKNOWN}; without a
     * {@code prediction_id} there is one that follows from the room, the time it was made and the time it predicts.
     *
     * @param room the room the payload is about; one that it names itself has to be the same
     */
    public Prediction prediction(RoomId room, String json) throws PayloadException {
        Members<PayloadException> members = Members.of(json);
        return PredictionReader.read(room(room, members), members, optional, clock.instant());
    }

    /** A change of a room's state. Without {@code previous_state} that is {@link Occupancy#UNKNOWN}. */
    public StateChange stateChange(RoomId room, String json) throws PayloadException {
        Members<PayloadException> members = Members.of(json);
        return new StateChange(
                room(room, members),
                optional.read(Optional.<Occupancy>empty(), () -> members.choice("previous_state", Occupancy.class))
                        .orElse(Occupancy.UNKNOWN),
                members.required("current_state", members.choice("current_state", Occupancy.class)),
                members.required("changed_at", members.time("changed_at")),
                optional.read(Optional.<String>empty(), () -> members.text("source", Members.SHORT_TEXT))
                .orElse("mqtt"));
    }

    /** The accuracy of a room's predictions. */
    public AccuracyReport accuracy(RoomId room, String json) throws PayloadException {
        Members<PayloadException> members = Members.of(json);
        double accuracy = members.requiredShare("accuracy");
        return new AccuracyReport(
                room(room, members),
                accuracy,
                optional.read(OptionalDouble.empty(), () -> members.share("previous_accuracy")),
                optional.read(OptionalDouble.empty(), () -> meanError(members)),
                count(members, "validated_predictions", Long.MAX_VALUE, 0),
                (int) count(members, "window_hours", MAX_FIGURE, DEFAULT_WINDOW_HOURS),
                (int) count(members, "threshold_minutes", MAX_FIGURE, DEFAULT_THRESHOLD_MINUTES),
                optional.read(Optional.<Instant>empty(), () -> members.time("measured_at")).orElseGet(clock::instant));
    }

    private static OptionalDouble meanError(Members<PayloadException> members) throws PayloadException {
        OptionalDouble error = members.finite("mean_error_minutes");
        if (error.isPresent() && error.getAsDouble() < 0) {
            throw members.fault("mean_error_minutes", "must not be negative");
        }
        return error;
    }

    private long count(Members<PayloadException> members, String name, long most, long usual) {
        return optional.read(OptionalLong.empty(), () -> members.count(name, most)).orElse(usual);
    }

    /** A drift. Without an {@code alert_id} there is one that follows from the text. */
    public Drift drift(RoomId room, String json) throws PayloadException {
        Members<PayloadException> members = Members.of(json);
        return new AlertReader(members, json, clock, optional).drift(named(room, members));
    }

    /** A drift whose room is only in the text, as it is stored. */
    public Drift drift(String json) throws PayloadException {
        Members<PayloadException> members = Members.of(json);
        String id = members.required(ROOM_ID, members.text(ROOM_ID, Members.SHORT_TEXT));
        RoomId room = RoomId.parse(id).orElseThrow(() -> members.fault(ROOM_ID, "is no room id"));
        return new AlertReader(members, json, clock, optional).drift(named(room, members));
    }

    /** An alert. Without an {@code alert_id} there is one that follows from the text. */
    public Alert alert(String json) throws PayloadException {
        return new AlertReader(Members.of(json), json, clock, optional).alert();
    }

    /** How a tracking manager says it is: an external one by {@code system_status}, a Roomcast by {@code system_health}. */
    public TrackerStatus trackerStatus(String json) throws PayloadException {
        Members<PayloadException> members = Members.of(json);
        Optional<TrackerStatus> said = optional.read(
                Optional.empty(), () -> members.choice("system_status", TrackerStatus.class));
        if (said.isPresent()) {
            return said.get();
        }
        return TrackerStatus.of(members.required("system_status", members.choice("system_health", Health.class)));
    }

    private Room room(RoomId room, Members<PayloadException> members) throws PayloadException {
        Optional<String> id = members.text(ROOM_ID, Members.SHORT_TEXT);
        if (id.isPresent() && !id.get().equals(room.value())) {
            throw members.fault(ROOM_ID, "is not the room of the topic");
        }
        return named(room, members);
    }

    private Room named(RoomId room, Members<PayloadException> members) {
        return optional.read(Optional.<String>empty(), () -> members.text("room_name", Members.SHORT_TEXT))
                .filter(name -> !name.isBlank())
                .map(name -> new Room(room, name))
                .orElseGet(() -> Room.named(room));
    }
}
