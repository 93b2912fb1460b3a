package io.roomcast.store;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be asked and changed about sensor events, inside the caller's transaction. In SQL, and not by way of entities: there are
 * millions of them, and nothing ever happens to one.
 *
 * <p>Two nodes that keep the same sensor or event at the same time meet at its key; in a new transaction the second finds it there.
 */
final class EventRecords {

    /** Rows sent to the database at once. */
    private static final int BATCH = 1_000;

    private static final String ADD_SENSOR = "INSERT INTO event_sensor (entity_id) VALUES (?)";

    /** H2 would rather look through all that the sensor ever said; a sum it cannot look up, so that it goes by the moment. */
    static final String OF_SENSOR_THEN = "FROM sensor_event WHERE happened_at = ? AND sensor_id + 0 = ?";

    private static final String ADD_EVENT = "INSERT INTO sensor_event (happened_at, sensor_id, turn, state)"
            + " SELECT CAST(? AS TIMESTAMP(6) WITH TIME ZONE), CAST(? AS INTEGER),"
            + " (SELECT COUNT(*) " + OF_SENSOR_THEN + "), CAST(? AS VARCHAR(16))"
            + " WHERE NOT EXISTS (SELECT 1 " + OF_SENSOR_THEN + " AND state = ?)";

    private static final String PAGE = "SELECT happened_at, sensor_id, turn, state FROM sensor_event WHERE happened_at >= ?"
            + " AND (happened_at > ? OR sensor_id > ? OR sensor_id = ? AND turn > ?)"
            + " ORDER BY happened_at, sensor_id, turn FETCH FIRST ? ROWS ONLY";

    private static final String LATEST =
            "SELECT happened_at FROM sensor_event WHERE happened_at < ? ORDER BY happened_at DESC FETCH FIRST 1 ROW ONLY";

    private static final String OLDEST =
            "SELECT happened_at FROM sensor_event WHERE happened_at < ? ORDER BY happened_at OFFSET ? ROWS FETCH FIRST 1 ROW ONLY";

    private final Connection connection;

    EventRecords(Connection connection) {
        this.connection = connection;
    }

    /** Where a replay stands: behind this row. */
    record Mark(OffsetDateTime at, int sensor, int turn) {

        /** Before all that happened from that moment on. */
        static Mark before(Instant moment) {
            return new Mark(Utc.of(moment), -1, -1);
        }
    }

    /** A part of a replay, and where it ended if there was anything in it. */
    record Page(List<SensorEvent> events, Optional<Mark> end) {
    }

    void append(List<SensorEvent> events) throws SQLException {
        Map<String, Integer> sensors = sensorsOf(events);
        try (PreparedStatement insert = connection.prepareStatement(ADD_EVENT)) {
            int waiting = 0;
            for (SensorEvent event : events) {
                OffsetDateTime at = Utc.of(event.at());
                int sensor = sensors.get(event.entityId());
                String state = event.state().name();
                insert.setObject(1, at);
                insert.setInt(2, sensor);
                insert.setObject(3, at);
                insert.setInt(4, sensor);
                insert.setString(5, state);
                insert.setObject(6, at);
                insert.setInt(7, sensor);
                insert.setString(8, state);
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    Page page(Mark after, Map<Integer, String> names, int size) throws SQLException {
        List<SensorEvent> events = new ArrayList<>();
        Mark end = null;
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setObject(1, after.at());
            select.setObject(2, after.at());
            select.setInt(3, after.sensor());
            select.setInt(4, after.sensor());
            select.setInt(5, after.turn());
            select.setInt(6, size);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime at = rows.getObject(1, OffsetDateTime.class);
                    int sensor = rows.getInt(2);
                    if (!names.containsKey(sensor)) {
                        names.putAll(names());
                    }
                    events.add(new SensorEvent(names.get(sensor), at.toInstant(), SensorState.valueOf(rows.getString(4))));
                    end = new Mark(at, sensor, rows.getInt(3));
                }
            }
        }
        return new Page(events, Optional.ofNullable(end));
    }

    Set<String> sensors() throws SQLException {
        return Set.copyOf(names().values());
    }

    Optional<Instant> latestBefore(Instant moment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setObject(1, Utc.of(moment));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant()) : Optional.empty();
            }
        }
    }

    /** Forgets the oldest of those before that moment, about that many, and says how many; none is left when that is fewer. */
    long forgetBefore(Instant moment, int about) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(OLDEST)) {
            find.setObject(1, Utc.of(moment));
            find.setInt(2, about - 1);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? delete("<=", row.getObject(1, OffsetDateTime.class))
                        : delete("<", Utc.of(moment));
            }
        }
    }

    private long delete(String before, OffsetDateTime moment) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM sensor_event WHERE happened_at " + before + " ?")) {
            delete.setObject(1, moment);
            return delete.executeLargeUpdate();
        }
    }

    /** The sensors' numbers by their names; those that are new get one. */
    private Map<String, Integer> sensorsOf(List<SensorEvent> events) throws SQLException {
        Set<String> wanted = events.stream().map(SensorEvent::entityId).collect(Collectors.toSet());
        Map<String, Integer> known = numbers();
        if (known.keySet().containsAll(wanted)) {
            return known;
        }
        wanted.removeAll(known.keySet());
        try (PreparedStatement insert = connection.prepareStatement(ADD_SENSOR)) {
            for (String entityId : wanted) {
                insert.setString(1, entityId);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return numbers();
    }

    private Map<String, Integer> numbers() throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        names().forEach((number, name) -> numbers.put(name, number));
        return numbers;
    }

    private Map<Integer, String> names() throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT sensor_id, entity_id FROM event_sensor");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getInt(1), rows.getString(2));
            }
        }
        return names;
    }
}
