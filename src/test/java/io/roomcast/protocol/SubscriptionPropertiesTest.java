package io.roomcast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.RoomFilter;
import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubscriptionPropertiesTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.123Z");

    @Property(tries = 300)
    void whatIsKeptIsReadBackAsItWas(@ForAll("subscriptions") List<Subscription> subscriptions, @ForAll("rooms") Set<RoomId> rooms) {
        Map<Claim, Instant> claims = new LinkedHashMap<>();
        subscriptions.forEach(subscription ->
                claims.put(new Claim(subscription, RoomFilter.of(rooms)), NOON.plusSeconds(claims.size())));

        Map<Claim, Instant> read = SubscriptionMemento.read(SubscriptionMemento.write(claims), RoomFilter.all(), Instant.EPOCH);

        assertThat(List.copyOf(read.entrySet())).isEqualTo(List.copyOf(claims.entrySet()));
    }

    @Example
    void whatIsSaidOfTheWholeClientGoesForSubscriptionsThatSayNothing() {
        RoomFilter kitchen = RoomFilter.of(Set.of(new RoomId("kitchen")));

        Map<Claim, Instant> read = SubscriptionMemento.read("[{\"endpoint\":\"/ws/alerts\",\"rooms\":[],\"filters\":{}}]", kitchen, NOON);

        assertThat(read).isEqualTo(Map.of(new Claim(Subscription.to(StreamId.ALERTS), kitchen), NOON));
    }

    @Property(tries = 300)
    void askingForMoreRoomsNeverTakesOneAway(@ForAll("subscriptions") List<Subscription> asked) {
        Subscription whole = Subscription.to(StreamId.PREDICTIONS);
        Subscription sum = null;
        for (Subscription next : asked) {
            Subscription narrowing = new Subscription(StreamId.PREDICTIONS, next.narrowedTo(), next.filters());
            Subscription before = sum;
            sum = before == null ? narrowing : before.plus(narrowing);

            assertThat(sum.filters()).isEqualTo(narrowing.filters());
            if (before != null && !before.narrowedTo().isEmpty() && !sum.narrowedTo().isEmpty()) {
                assertThat(sum.narrowedTo()).containsAll(before.narrowedTo()).containsAll(narrowing.narrowedTo());
            }
            assertThat(sum.plus(whole).narrowedTo()).isEmpty();
        }
    }

    @Provide
    Arbitrary<Set<RoomId>> rooms() {
        return Arbitraries.of("kitchen", "hall", "x_1").set()
                .map(ids -> ids.stream().map(RoomId::new).collect(Collectors.toSet()));
    }

    @Provide
    Arbitrary<List<Subscription>> subscriptions() {
        Arbitrary<StreamId> streams = Arbitraries.of(
                StreamId.PREDICTIONS, StreamId.SYSTEM_STATUS, StreamId.ALERTS, StreamId.room(new RoomId("kitchen")));
        Arbitrary<Filters> filters = Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.of("occupied", "vacant").set(),
                rooms(),
                Arbitraries.of("info", "warning", "critical", "high").set(),
                Arbitraries.of("system_error", "concept_drift").set(),
                Arbitraries.of(MessageType.class).set()).as(Filters::new);
        return Combinators.combine(streams, rooms(), filters).as(Subscription::new).list().ofMaxSize(4);
    }
}
