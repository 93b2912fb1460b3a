package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventRetentionTest {

    private static final Duration RETENTION = Duration.ofDays(400);

    @Test
    void whatIsOlderThanTheRetentionIsForgotten() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            SensorEvent old = new SensorEvent("bed", NOON, SensorState.ON);
            SensorEvent young = new SensorEvent("bed", NOON.plusSeconds(2), SensorState.OFF);
            database.events().append(List.of(old, young));

            new EventRetention(database.events(), RETENTION, () -> NOON.plus(RETENTION).plusSeconds(1)).sweep();

            List<SensorEvent> left = new ArrayList<>();
            database.events().replay(Instant.EPOCH, left::add);
            assertThat(left).containsExactly(young);
        }
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainAnotherTime() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            database.events().append(List.of(new SensorEvent("bed", NOON, SensorState.ON)));
            List<String> objections = new ArrayList<>(List.of("the disk is full"));
            SqlEventStore store = new SqlEventStore(database.transactions(), () -> objections.stream().findAny());
            EventRetention retention = new EventRetention(store, RETENTION, () -> NOON.plus(RETENTION).plusSeconds(1));

            assertThatCode(retention::sweep).doesNotThrowAnyException();
            assertThat(store.latest()).contains(NOON);

            objections.clear();
            retention.sweep();
            assertThat(store.latest()).isEqualTo(Optional.empty());
        }
    }
}
