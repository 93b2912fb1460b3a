package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EventPlanTest {

    @Test
    void whatASensorSaidAtAMomentIsFoundByTheMoment() throws SQLException {
        try (TestDatabase database = TestDatabase.h2InMemory();
                var connection = database.dataSource().getConnection();
                var explain = connection.prepareStatement("EXPLAIN SELECT COUNT(*) " + EventRecords.OF_SENSOR_THEN);
                var plan = explain.executeQuery()) {
            plan.next();

            assertThat(plan.getString(1)).contains("PRIMARY_KEY", ": HAPPENED_AT = ?1");
        }
    }
}
