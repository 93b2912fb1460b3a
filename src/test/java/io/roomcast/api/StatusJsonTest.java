package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.access.Refusal;
import io.roomcast.tracking.WebSocketApiStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatusJsonTest {

    private static final WebSocketApiStatus STATUS = new WebSocketApiStatus(
            true, false, "0.0.0.0", 8766, 1, 2, 3L, 4, 5, 6, 7, 8L, 9L, 10L, 11L, 12, 13L, true, "1.0.0");

    @Test
    void theMembersStandInTheOrderOfTheProtocol() {
        assertThat(StatusJson.of(STATUS)).isEqualTo("{\"enabled\":true,\"running\":false,\"host\":\"0.0.0.0\","
                + "\"port\":8766,\"active_connections\":1,\"authenticated_connections\":2,"
                + "\"total_connections_served\":3,\"predictions_connections\":4,\"system_status_connections\":5,"
                + "\"alerts_connections\":6,\"room_specific_connections\":7,\"total_messages_sent\":8,"
                + "\"total_messages_received\":9,\"total_messages_conflated\":10,\"pending_acknowledgements\":11,"
                + "\"rate_limited_clients\":12,\"authentication_failures\":13,\"tracking_manager_integrated\":true,"
                + "\"api_version\":\"1.0.0\"}");
    }

    @Test
    void noMemberOfTheRecordIsLeftOut() {
        String names = Arrays.stream(WebSocketApiStatus.class.getRecordComponents())
                .map(member -> member.getName().replaceAll("([A-Z])", "_$1").toLowerCase())
                .collect(Collectors.joining(","));

        assertThat(StatusJson.of(STATUS).replaceAll("[{}\"]|:[^,}]*", "")).isEqualTo(names);
    }

    @Test
    void anErrorSaysWhyAndOfWhichKindItIs() {
        assertThat(ErrorBody.of(Refusal.of(401, "Invalid API key")))
                .isEqualTo("{\"error\":\"Invalid API key\",\"error_code\":\"WEBSOCKET_AUTH_ERROR\"}");
        assertThat(ErrorBody.of(Refusal.until(403, "Banned", Duration.ofSeconds(5))))
                .isEqualTo("{\"error\":\"Banned\",\"error_code\":\"WEBSOCKET_CONNECTION_ERROR\"}");
    }
}
