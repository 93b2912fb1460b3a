package io.roomcast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubscriptionPropertiesTest {

    @Property(tries = 300)
    void whatIsKeptIsReadBackAsItWas(@ForAll("subscriptions") List<Subscription> subscriptions) {
        assertThat(SubscriptionMemento.read(SubscriptionMemento.write(subscriptions))).isEqualTo(subscriptions);
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
    Arbitrary<List<Subscription>> subscriptions() {
        Arbitrary<Set<RoomId>> rooms = Arbitraries.of("kitchen", "hall", "x_1").set()
                .map(ids -> ids.stream().map(RoomId::new).collect(Collectors.toSet()));
        Arbitrary<StreamId> streams = Arbitraries.of(
                StreamId.PREDICTIONS, StreamId.SYSTEM_STATUS, StreamId.ALERTS, StreamId.room(new RoomId("kitchen")));
        Arbitrary<Filters> filters = Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.of("occupied", "vacant").set(),
                rooms,
                Arbitraries.of("info", "warning", "critical", "high").set(),
                Arbitraries.of("system_error", "concept_drift").set(),
                Arbitraries.of(MessageType.class).set()).as(Filters::new);
        return Combinators.combine(streams, rooms, filters).as(Subscription::new).list().ofMaxSize(4);
    }
}
