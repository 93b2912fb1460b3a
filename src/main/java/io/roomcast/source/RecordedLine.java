package io.roomcast.source;

import io.roomcast.home.Sensor;
import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes events of the lines of a recording: three columns divided by commas, in the order that the header gives. For one thread. */
final class RecordedLine {

    private static final List<String> COLUMNS = List.of("timestamp", "entity_id", "state");
    /** Entity ids of which one text is kept for all their events; more come in no home. */
    private static final int MAX_IDS = 10_000;

    private final RecordedTime time;
    private final int[] order;
    private final String[] fields = new String[COLUMNS.size()];
    private final Map<String, String> ids = new HashMap<>();

    private RecordedLine(int[] order, RecordedTime time) {
        this.order = order;
        this.time = time;
    }

    /** For lines under that header; nothing if it is none. */
    static Optional<RecordedLine> of(String header, RecordedTime time) {
        List<String> names = List.of(header.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
        int[] order = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        boolean complete = names.size() == COLUMNS.size() && names.containsAll(COLUMNS);
        return complete ? Optional.of(new RecordedLine(order, time)) : Optional.empty();
    }

    /**
     * The event.
     *
     * @throws BrokenLineException if the line has none; says why
     */
    SensorEvent parse(String line) throws BrokenLineException {
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        if (first < 0 || second < 0 || line.indexOf(',', second + 1) >= 0) {
            throw new BrokenLineException("has not three columns");
        }
        fields[0] = line.substring(0, first).strip();
        fields[1] = line.substring(first + 1, second).strip();
        fields[2] = line.substring(second + 1).strip();
        String entityId = fields[order[1]];
        if (entityId.isEmpty()) {
            throw new BrokenLineException("has no entity id");
        }
        if (entityId.length() > Sensor.LONGEST_ID) {
            throw new BrokenLineException("has an entity id of more than " + Sensor.LONGEST_ID + " characters");
        }
        SensorState state = state(fields[order[2]]);
        try {
            return new SensorEvent(shared(entityId), time.parse(fields[order[0]]), state);
        } catch (DateTimeException e) {
            throw new BrokenLineException("has no time such as 2026-03-02T08:15:00");
        }
    }

    private static SensorState state(String text) throws BrokenLineException {
        return switch (text) {
            case "on" -> SensorState.ON;
            case "off" -> SensorState.OFF;
            case "unavailable", "unknown" -> SensorState.UNAVAILABLE;
            default -> throw new BrokenLineException("has none of the states on, off, unavailable, unknown");
        };
    }

    private String shared(String entityId) {
        String known = ids.get(entityId);
        if (known == null && ids.size() < MAX_IDS) {
            ids.put(entityId, entityId);
        }
        return known == null ? entityId : known;
    }

    /** A line that has no event. */
    static final class BrokenLineException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenLineException(String why) {
            super(why, null, false, false);
        }
    }
}
