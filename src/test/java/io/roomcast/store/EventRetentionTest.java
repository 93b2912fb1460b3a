package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.tracking.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRetentionTest {

    private static final Duration RETENTION = Duration.ofDays(400);

    private static SensorEvent event(Instant at) {
        return new SensorEvent("bed", at, SensorState.ON);
    }

    private static List<SensorEvent> all(EventStore store) {
        List<SensorEvent> left = new ArrayList<>();
        store.replay(Instant.EPOCH, left::add);
        return left;
    }

    @Test
    void whatIsOlderThanTheRetentionIsForgotten() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            Instant now = NOON.plus(RETENTION).plusSeconds(1);
            SensorEvent old = event(NOON);
            SensorEvent young = event(NOON.plusSeconds(2));
            SensorEvent lastWeek = event(now.minus(Duration.ofDays(7)).minusMillis(1));
            database.events().append(List.of(old, young, lastWeek));

            new EventRetention(database.events(), RETENTION, () -> now).sweep();

            assertThat(all(database.events())).containsExactly(young, lastWeek);
        }
    }

    @Test
    void aClockThatIsYearsAheadForgetsNothing() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            Instant ahead = NOON.plus(Duration.ofDays(3 * 365));
            Instant oldest = NOON.minus(RETENTION).plus(Duration.ofDays(7));
            database.events().append(List.of(event(oldest), event(NOON.minusSeconds(60)), event(NOON)));
            EventRetention retention = new EventRetention(database.events(), RETENTION, () -> ahead.plus(Duration.ofDays(3)));

            retention.sweep();
            database.events().append(List.of(event(ahead), event(ahead.plusSeconds(60))));
            retention.sweep();

            assertThat(all(database.events())).as("also when events are kept by that clock").hasSize(5);
        }
    }

    @Test
    void aHomeThatWasNotHeardOfForYearsForgetsWhatWasThenAfterAWeek() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            Instant again = NOON.plus(Duration.ofDays(3 * 365));
            SensorEvent young = event(again);
            database.events().append(List.of(event(NOON), young));

            new EventRetention(database.events(), RETENTION, () -> again.plus(Duration.ofDays(7)).plusSeconds(1)).sweep();

            assertThat(all(database.events())).containsExactly(young);
        }
    }

    @Test
    void whereNothingIsKeptNothingIsForgotten() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            assertThatCode(new EventRetention(database.events(), RETENTION, () -> NOON)::sweep).doesNotThrowAnyException();
        }
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainAnotherTime() {
        try (TestDatabase database = TestDatabase.h2InMemory()) {
            Instant now = NOON.plus(RETENTION).plusSeconds(1);
            SensorEvent lastWeek = event(now.minus(Duration.ofDays(8)));
            database.events().append(List.of(event(now.minus(Duration.ofDays(402))), lastWeek));
            List<String> objections = new ArrayList<>(List.of("the disk is full"));
            SqlEventStore store = new SqlEventStore(database.transactions(), () -> objections.stream().findAny());
            EventRetention retention = new EventRetention(store, RETENTION, () -> now);

            assertThatCode(retention::sweep).doesNotThrowAnyException();
            assertThat(all(store)).hasSize(2);

            objections.clear();
            retention.sweep();
            assertThat(all(store)).containsExactly(lastWeek);
        }
    }
}
