package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is done to an outbox, it does as a plain list would that is searched from the front. */
class OutboxPropertiesTest {

    private static final int CAPACITY = 4;

    /** One thing that can be done to an outbox and to its model, with the same outcome. */
    private interface Step {
        void on(Outbox outbox, Model model);
    }

    @Property(tries = 1_000)
    void itDoesWhatThePlainModelDoes(@ForAll("steps") List<Step> steps) {
        Outbox outbox = new Outbox(CAPACITY);
        Model model = new Model();

        for (Step step : steps) {
            step.on(outbox, model);
            assertThat(outbox.depth()).isEqualTo(model.critical.size() + model.turn.size() + model.latest.size());
        }

        List<Message> rest = outbox.pollAll(Integer.MAX_VALUE);
        List<Message> expected = Stream.generate(model::poll).takeWhile(Optional::isPresent).map(Optional::get).toList();
        assertThat(rest).containsExactlyElementsOf(expected);
        assertThat(outbox.poll()).isEmpty();
    }

    @Property(tries = 300)
    void aRoomNeverGetsAnOlderUpdateOfATypeAfterANewerOne(@ForAll("steps") List<Step> steps) {
        Outbox outbox = new Outbox(CAPACITY);
        Model model = new Model();
        steps.forEach(step -> step.on(outbox, model));

        List<Message> updates = new ArrayList<>(model.taken);
        updates.addAll(outbox.pollAll(Integer.MAX_VALUE));
        updates.removeIf(message -> message.type() == MessageType.ERROR);

        for (Message earlier : updates) {
            assertThat(updates.subList(0, updates.indexOf(earlier)))
                    .filteredOn(message -> samePlace(message, earlier))
                    .allMatch(message -> number(message) < number(earlier));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<StreamId> streams = Arbitraries.of(StreamId.PREDICTIONS, StreamId.room(new RoomId("a")));
        Arbitrary<Optional<RoomId>> rooms = Arbitraries.of("a", "b", "").map(RoomId::parse);
        Arbitrary<MessageType> types = Arbitraries.of(MessageType.PREDICTION_UPDATE, MessageType.ROOM_STATE_UPDATE);
        Arbitrary<Step> latest = Combinators.combine(streams, rooms, types).as(Offer::new);
        Arbitrary<Step> critical = Arbitraries.of((Step) (outbox, model) -> {
            Message message = message(MessageType.ERROR, StreamId.ALERTS, Optional.empty(), model.next());
            assertThat(outbox.offerCritical(message)).isEqualTo(model.offerCritical(message));
        });
        Arbitrary<Step> poll = Arbitraries.of((Step) (outbox, model) -> assertThat(outbox.poll()).isEqualTo(model.poll()));
        Arbitrary<Step> forget = Combinators.combine(streams, rooms.map(Optional::stream).map(Stream::toList)).as((stream, kept) ->
                (outbox, model) -> {
                    outbox.forget(stream, Set.copyOf(kept));
                    model.forget(stream, Set.copyOf(kept));
                });
        Arbitrary<Step> forgetUpdates = Arbitraries.of((Step) (outbox, model) -> {
            outbox.forgetUpdates();
            model.latest.clear();
            model.turn.clear();
        });
        return Arbitraries.frequencyOf(
                Tuple.of(10, latest), Tuple.of(3, critical), Tuple.of(6, poll),
                Tuple.of(1, forget), Tuple.of(1, forgetUpdates)).list().ofMaxSize(60);
    }

    private record Offer(StreamId stream, Optional<RoomId> room, MessageType type) implements Step {
        @Override
        public void on(Outbox outbox, Model model) {
            Message message = message(type, stream, room, model.next());
            assertThat(outbox.offerLatest(message)).isEqualTo(model.offerLatest(message));
        }
    }

    /** Everything in lists, in the order of arrival. */
    private static final class Model {
        final List<Message> critical = new ArrayList<>();
        final List<Message> latest = new ArrayList<>();
        /** The rooms in the order in which their first unsent update came. */
        final Set<String> places = new LinkedHashSet<>();
        final List<Message> turn = new ArrayList<>();
        final List<Message> taken = new ArrayList<>();
        private int counter;

        int next() {
            return counter++;
        }

        boolean offerCritical(Message message) {
            return critical.size() < CAPACITY && critical.add(message);
        }

        boolean offerLatest(Message message) {
            prune();
            boolean replaced = latest.removeIf(old -> samePlace(old, message));
            latest.add(message);
            places.add(place(message));
            return replaced;
        }

        Optional<Message> poll() {
            prune();
            if (critical.isEmpty() && turn.isEmpty() && !latest.isEmpty()) {
                String first = places.iterator().next();
                latest.stream().filter(message -> place(message).equals(first)).forEach(turn::add);
                latest.removeAll(turn);
            }
            List<Message> lane = critical.isEmpty() ? turn : critical;
            if (lane.isEmpty()) {
                return Optional.empty();
            }
            taken.add(lane.get(0));
            return Optional.of(lane.remove(0));
        }

        void forget(StreamId stream, Set<RoomId> kept) {
            for (List<Message> lane : List.of(latest, turn)) {
                lane.removeIf(message -> message.endpoint().equals(stream)
                        && !message.roomId().map(kept::contains).orElse(false));
            }
        }

        /** A room of which nothing waits any more has lost its place. */
        private void prune() {
            places.removeIf(place -> latest.stream().noneMatch(message -> place(message).equals(place)));
        }
    }

    private static boolean samePlace(Message one, Message other) {
        return place(one).equals(place(other)) && one.type() == other.type();
    }

    private static String place(Message message) {
        return message.endpoint() + " " + message.roomId();
    }

    private static int number(Message message) {
        return Integer.parseInt(message.data());
    }

    private static Message message(MessageType type, StreamId stream, Optional<RoomId> room, int number) {
        return Message.of(UUID.randomUUID(), type, Announcements.NOON, stream, room, Integer.toString(number));
    }
}
