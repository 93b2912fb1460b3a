package io.roomcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import io.roomcast.protocol.Message;
import io.roomcast.protocol.MessageType;
import io.roomcast.protocol.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(2);

    @Test
    void whatMustNotBeLostGoesFirst() {
        Message update = update("kitchen", MessageType.PREDICTION_UPDATE);
        Message alert = critical();

        outbox.offerLatest(update);
        outbox.offerCritical(alert);

        assertThat(outbox.pollAll(Integer.MAX_VALUE)).containsExactly(alert, update);
    }

    @Test
    void theCriticalLaneTakesNoMoreThanItHolds() {
        assertThat(outbox.offerCritical(critical())).isTrue();
        assertThat(outbox.offerCritical(critical())).isTrue();

        assertThat(outbox.offerCritical(critical())).isFalse();
        assertThat(outbox.depth()).isEqualTo(2);
    }

    @Test
    void whatBelongsTogetherIsTakenAsAWholeOrNotAtAll() {
        assertThat(outbox.offerCritical(critical())).isTrue();

        assertThat(outbox.offerCritical(List.of(critical(), critical()))).isFalse();
        assertThat(outbox.depth()).isEqualTo(1);
        assertThat(outbox.offerCritical(List.of(critical()))).isTrue();
        assertThat(outbox.depth()).isEqualTo(2);
    }

    @Test
    void ofUpdatesThatBelongTogetherItIsCountedHowManyReplacedAnother() {
        Message kitchen = update("kitchen", MessageType.PREDICTION_UPDATE);
        Message hall = update("hall", MessageType.PREDICTION_UPDATE);
        outbox.offerLatest(update("hall", MessageType.PREDICTION_UPDATE));

        assertThat(outbox.offerLatest(List.of(kitchen, hall))).isEqualTo(1);

        assertThat(outbox.pollAll(Integer.MAX_VALUE)).containsExactly(hall, kitchen);
    }

    @Test
    void theNewerUpdateTakesTheOlderOnesPlace() {
        Message old = update("kitchen", MessageType.PREDICTION_UPDATE);
        Message other = update("hall", MessageType.PREDICTION_UPDATE);
        Message newer = update("kitchen", MessageType.PREDICTION_UPDATE);

        assertThat(outbox.offerLatest(old)).isFalse();
        assertThat(outbox.offerLatest(other)).isFalse();
        assertThat(outbox.offerLatest(newer)).isTrue();

        assertThat(outbox.pollAll(Integer.MAX_VALUE)).containsExactly(newer, other);
    }

    @Test
    void aLivelyRoomCannotKeepTheOthersWaiting() {
        Message hall = update("hall", MessageType.PREDICTION_UPDATE);
        outbox.offerLatest(update("kitchen", MessageType.PREDICTION_UPDATE));
        outbox.offerLatest(hall);

        outbox.poll();
        outbox.offerLatest(update("kitchen", MessageType.PREDICTION_UPDATE));

        assertThat(outbox.poll()).contains(hall);
    }

    @Test
    void withinARoomMessagesLeaveAsTheyCame() {
        Message state = update("kitchen", MessageType.ROOM_STATE_UPDATE);
        Message prediction = update("kitchen", MessageType.PREDICTION_UPDATE);

        outbox.offerLatest(update("kitchen", MessageType.PREDICTION_UPDATE));
        outbox.offerLatest(state);
        outbox.offerLatest(prediction);

        assertThat(outbox.pollAll(Integer.MAX_VALUE)).containsExactly(state, prediction);
    }

    @Test
    void aBatchEndsOnceItIsLongEnoughButIsNeverEmpty() {
        Message first = critical();
        Message second = critical();
        outbox.offerCritical(first);
        outbox.offerCritical(second);

        assertThat(outbox.pollAll(1)).containsExactly(first);
        assertThat(outbox.pollAll(1)).containsExactly(second);
        assertThat(outbox.pollAll(1)).isEmpty();
    }

    private static Message critical() {
        return Message.of(UUID.randomUUID(), MessageType.ALERT_NOTIFICATION, Announcements.NOON, StreamId.ALERTS, Optional.empty(), "{}");
    }

    private static Message update(String room, MessageType type) {
        return Message.of(UUID.randomUUID(), type, Announcements.NOON, StreamId.PREDICTIONS, RoomId.parse(room), "{}");
    }
}
