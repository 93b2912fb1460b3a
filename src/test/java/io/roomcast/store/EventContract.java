package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.home.SensorEvent;
import io.roomcast.home.SensorState;
import io.roomcast.tracking.EventStore;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store promises about sensor events. */
interface EventContract {

    TestDatabase database();

    SqlEventStore events();

    @Test
    default void eventsComeBackInTheOrderOfTime() {
        SensorEvent first = event("bed", NOON, SensorState.ON);
        SensorEvent second = event("hall", NOON.plusSeconds(1), SensorState.UNAVAILABLE);
        SensorEvent third = event("bed", NOON.plusSeconds(2), SensorState.OFF);

        events().append(List.of(third, first));
        events().append(List.of(second));

        assertThat(all()).containsExactly(first, second, third);
    }

    @Test
    default void anEventIsNotKeptTwice() {
        SensorEvent event = event("bed", NOON, SensorState.ON);
        SensorEvent other = event("bed", NOON.plusSeconds(1), SensorState.OFF);

        events().append(List.of(event, event));
        events().append(List.of(event, other));

        assertThat(all()).containsExactly(event, other);
    }

    @Test
    default void changesAtOneMomentKeepTheirOrder() {
        List<SensorEvent> offThenOn = List.of(event("bed", NOON, SensorState.OFF), event("bed", NOON, SensorState.ON));
        List<SensorEvent> onThenOff = List.of(event("hall", NOON, SensorState.ON), event("hall", NOON, SensorState.OFF));

        events().append(offThenOn);
        events().append(onThenOff);
        events().append(offThenOn);

        assertThat(all()).filteredOn(event -> event.entityId().equals("bed")).containsExactlyElementsOf(offThenOn);
        assertThat(all()).filteredOn(event -> event.entityId().equals("hall")).containsExactlyElementsOf(onThenOff);
    }

    @Test
    default void aReplayBeginsWithTheMomentAskedFor() {
        List<SensorEvent> events = IntStream.range(0, 5).mapToObj(i -> event("bed", NOON.plusSeconds(i), SensorState.ON)).toList();
        events().append(events);

        assertThat(from(NOON.plusSeconds(3))).containsExactlyElementsOf(events.subList(3, 5));
        assertThat(from(NOON.plusSeconds(5))).isEmpty();
    }

    @Test
    default void aReplayOfManyHasEachOfThemOnce() {
        // Several hundred at a moment, so that the parts in which a replay reads end in the middle of one.
        List<SensorEvent> events = Stream.iterate(0, i -> i + 1).limit(25_000)
                .map(i -> event("s" + i % 300, NOON.plusSeconds(i / 300), SensorState.ON))
                .toList();
        List<SensorEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(1));

        events().append(shuffled);

        List<SensorEvent> replayed = all();
        assertThat(replayed).hasSize(events.size()).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    default void theSensorsOfWhichAnythingWasEverKeptAreKnownEvenWhenItIsForgotten() {
        assertThat(events().sensors()).doesNotContain("attic");

        events().append(List.of(event("attic", NOON, SensorState.ON), event("cellar", NOON, SensorState.ON)));
        events().forgetBefore(NOON.plusSeconds(1));

        assertThat(events().sensors()).contains("attic", "cellar");
    }

    @Test
    default void theLatestMomentBeforeAnotherIsKnownIfThereIsAny() {
        assertThat(events().latestBefore(NOON.plusSeconds(10))).isEmpty();

        events().append(List.of(event("bed", NOON.plusSeconds(9), SensorState.OFF), event("bed", NOON, SensorState.ON)));

        assertThat(events().latestBefore(NOON.plusSeconds(10))).contains(NOON.plusSeconds(9));
        assertThat(events().latestBefore(NOON.plusSeconds(9))).contains(NOON);
        assertThat(events().latestBefore(NOON)).isEmpty();
    }

    @Test
    default void whatIsOldIsForgottenAndCounted() {
        events().append(IntStream.range(0, 10).mapToObj(i -> event("bed", NOON.plusSeconds(i), SensorState.ON)).toList());

        assertThat(events().forgetBefore(NOON.plusSeconds(4))).isEqualTo(4);

        assertThat(events().forgetBefore(NOON.plusSeconds(4))).isZero();
        assertThat(all()).hasSize(6).first().extracting(SensorEvent::at).isEqualTo(NOON.plusSeconds(4));
    }

    @Test
    default void muchIsForgottenToo() {
        // Several hundred at a moment, so that the parts in which it is done end in the middle of one.
        events().append(IntStream.range(0, 45_000)
                .mapToObj(i -> event("s" + i % 300, NOON.plusSeconds(i / 300), SensorState.ON))
                .toList());

        assertThat(events().forgetBefore(NOON.plusSeconds(120))).isEqualTo(36_000);

        assertThat(all()).hasSize(9_000).noneMatch(event -> event.at().isBefore(NOON.plusSeconds(120)));
    }

    @Test
    default void momentsAreKeptToTheMicrosecond() {
        events().append(List.of(event("bed", NOON.plusNanos(1_789), SensorState.ON), event("bed", NOON.plusNanos(1_999), SensorState.ON)));

        assertThat(all()).containsExactly(event("bed", NOON.plusNanos(1_000), SensorState.ON));
    }

    @Test
    default void ofEventsThatCannotAllBeKeptNoneIs() {
        SensorEvent tooLong = event("x".repeat(256), NOON, SensorState.ON);

        assertThatThrownBy(() -> events().append(List.of(event("bed", NOON, SensorState.ON), tooLong)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("The database could not keep sensor events: it does not take this value");
        assertThat(all()).isEmpty();
    }

    @Test
    default void twoNodesMayKeepTheSameEventsAtTheSameTime() {
        List<SensorEvent> events = IntStream.range(0, 500).mapToObj(i -> event("s" + i % 20, NOON.plusSeconds(i), SensorState.ON)).toList();
        CyclicBarrier together = new CyclicBarrier(2);
        Runnable node = () -> {
            EventStore own = database().events();
            for (int i = 0; i < events.size(); i += 50) {
                await(together);
                own.append(events.subList(i, i + 50));
            }
        };

        CompletableFuture.allOf(CompletableFuture.runAsync(node), CompletableFuture.runAsync(node)).join();

        assertThat(all()).containsExactlyElementsOf(events);
    }

    private List<SensorEvent> all() {
        return from(Instant.EPOCH);
    }

    private List<SensorEvent> from(Instant moment) {
        List<SensorEvent> found = new ArrayList<>();
        events().replay(moment, found::add);
        return found;
    }

    private static SensorEvent event(String sensor, Instant at, SensorState state) {
        return new SensorEvent(sensor, at, state);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
