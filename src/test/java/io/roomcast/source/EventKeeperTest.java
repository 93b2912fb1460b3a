package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventKeeperTest {

    private static final int MOST = 5_000;

    private final MemoryEvents store = new MemoryEvents();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final EventKeeper keeper = new EventKeeper(store, () -> Set.of("sensor"), tasks::add, MOST);

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    private static List<SensorEvent> events(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> new SensorEvent("sensor", Instant.EPOCH.plusSeconds(i), SensorState.ON)).toList();
    }

    @Test
    void singleEventsWaitForMoreOrForTheTime() {
        keeper.take(events(0, 1));
        keeper.take(events(1, 2));
        assertThat(tasks).isEmpty();

        keeper.flushSoon();
        assertThat(store.events()).isEmpty();
        runTasks();

        assertThat(store.events()).isEqualTo(events(0, 2));
        assertThat(store.calls()).isEqualTo(1);
    }

    @Test
    void whatIsNotOfTheHomeIsNotStored() {
        List<SensorEvent> events = new ArrayList<>(events(0, 2));
        events.add(1, new SensorEvent("x".repeat(4_000), Instant.EPOCH, SensorState.ON));

        keeper.take(events);
        keeper.flush();

        assertThat(store.events()).isEqualTo(events(0, 2));
    }

    @Test
    void manyAreStoredInBatchesElsewhere() {
        keeper.take(events(0, 2_500));
        keeper.take(events(2_500, 2_600));
        assertThat(tasks).hasSize(1);
        runTasks();

        assertThat(store.events()).isEqualTo(events(0, 2_600));
        assertThat(store.calls()).isEqualTo(3);
    }

    @Test
    void whoBringsTooManyWaitsUntilTheyAreStored() {
        keeper.take(events(0, MOST + 1));

        assertThat(store.events()).hasSize(MOST + 1);
    }

    @Test
    void whileTheStoreIsAwayTheyWaitAndTheOldestGiveWay() {
        store.away(true);
        keeper.take(events(0, 10));
        keeper.flushSoon();
        runTasks();
        keeper.take(events(10, MOST));
        assertThat(tasks).isEmpty();
        keeper.take(events(MOST, MOST + 20));

        store.away(false);
        keeper.flush();

        assertThat(store.events()).isEqualTo(events(20, MOST + 20));
    }

    @Test
    void whatCannotBeStoredInTimeAtTheEndIsLeft() {
        keeper.take(events(0, 10));

        keeper.close(Duration.ZERO);

        assertThat(store.events()).isEmpty();
    }
}
