package io.roomcast.stream;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Whatever several threads do to an outbox at once has the outcome of doing it one after the other. */
@Param(name = "number", gen = IntGen.class, conf = "0:3")
@Param(name = "room", gen = IntGen.class, conf = "0:1")
public class OutboxLincheckTest {

    private static final int NUMBERS = 4;
    /** Made beforehand, since Lincheck would trace how they are made. */
    private static final List<Message> CRITICAL = messages(MessageType.ERROR, "none");
    private static final List<List<Message>> LATEST = List.of(
            messages(MessageType.PREDICTION_UPDATE, "kitchen"), messages(MessageType.PREDICTION_UPDATE, "hall"));

    private final Outbox outbox = new Outbox(2);

    @Operation
    public boolean offerCritical(@Param(name = "number") int number) {
        return outbox.offerCritical(CRITICAL.get(number));
    }

    @Operation
    public boolean offerLatest(@Param(name = "room") int room, @Param(name = "number") int number) {
        return outbox.offerLatest(LATEST.get(room).get(number));
    }

    @Operation
    public int offerLatestOfBothRooms(@Param(name = "number") int number) {
        return outbox.offerLatest(List.of(LATEST.get(0).get(number), LATEST.get(1).get(number)));
    }

    @Operation
    public boolean offerTwoCritical(@Param(name = "number") int number) {
        return outbox.offerCritical(List.of(CRITICAL.get(number), CRITICAL.get(0)));
    }

    @Operation
    public String poll() {
        return outbox.poll().map(Message::data).orElse("nothing");
    }

    @Operation
    public void forget() {
        outbox.forget(StreamId.PREDICTIONS, Set.of());
    }

    @Operation
    public int depth() {
        return outbox.depth();
    }

    @Test
    void everyInterleavingIsLikeOneAfterTheOther() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(3)
                .iterations(5)
                .invocationsPerIteration(100)
                .check(OutboxLincheckTest.class);
    }

    private static List<Message> messages(MessageType type, String room) {
        return IntStream.range(0, NUMBERS).mapToObj(number -> {
            String data = room + number;
            return new Message(new UUID(0, number), type, Announcements.NOON, StreamId.PREDICTIONS, RoomId.parse(room), data, data, false);
        }).toList();
    }
}
