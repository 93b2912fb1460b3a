package io.roomcast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageTest {

    private final Message message = Message.of(new UUID(0, 1), MessageType.ALERT_NOTIFICATION, Instant.parse("2026-01-15T14:30:00Z"),
            StreamId.ALERTS, Optional.of(new RoomId("living_room")), "{\"a\":1}");

    @Test
    void theEnvelopeHasItsMembersInOrder() {
        assertThat(message.text()).isEqualTo("{\"message_id\":\"00000000-0000-0000-0000-000000000001\","
                + "\"message_type\":\"alert_notification\",\"timestamp\":\"2026-01-15T14:30:00.000Z\",\"endpoint\":\"/ws/alerts\","
                + "\"room_id\":\"living_room\",\"requires_ack\":true,\"data\":{\"a\":1}}");
        assertThat(message.repeated()).isFalse();
    }

    @Test
    void whatIsRepeatedKeepsItsIdAndTimeAndSaysSo() {
        Message again = message.repeated("{\"a\":2}", true, 3);

        assertThat(again.id()).isEqualTo(message.id());
        assertThat(again.timestamp()).isEqualTo(message.timestamp());
        assertThat(again.data()).isEqualTo("{\"a\":2,\"replayed\":true,\"redelivery\":3}");
        assertThat(again.repeated()).isTrue();
        assertThat(message.repeated(message.data(), false, 0).data()).isEqualTo(message.data());
    }

    @Test
    void onlyAlertsAndDriftAskToBeAcknowledged() {
        assertThat(MessageType.values()).filteredOn(MessageType::requiresAcknowledgement)
                .containsExactly(MessageType.ALERT_NOTIFICATION, MessageType.DRIFT_NOTIFICATION);
    }
}
