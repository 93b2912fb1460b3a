package io.roomcast.api;

import io.roomcast.protocol.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is answered while the application is deployed and has not started: 503, with the reason. */
final class StartFailureAnswer {

    private StartFailureAnswer() {
    }

    static void send(HttpServletResponse response, String reason) throws IOException {
        byte[] body = ErrorBody.of("Roomcast has not started: " + reason, ErrorCode.WEBSOCKET_CONNECTION_ERROR)
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
