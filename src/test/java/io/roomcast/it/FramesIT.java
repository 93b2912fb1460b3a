package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client sends: the code it is closed with, and that nobody else is the worse for it. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FramesIT {

    private static final int MAX_BYTES = 65_536;
    private static final int LEAVING = 400;
    private static final int LEAVING_AT_ONCE = 8;
    private static final String INTERNALS = "(?i)exception|jakarta|java|com\\.ibm|fish\\.payara|org\\.|roomcast\\.";

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.standard();
    }

    @AfterEach
    void theServerGoesOnServing() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            assertThat(client.next("subscription_status").getJsonObject("data").getBoolean("success")).isTrue();
        }
    }

    @Test
    void aBinaryMessageCloses() {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.frame(RawSocket.BINARY, true, new byte[] {1, 2, 3});

            assertClosed(socket, 1003);
        }
    }

    @Test
    void aBinaryMessageClosesAfterAuthenticationToo() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.next("authentication");

            client.sendBinary((byte) 0);

            assertThat(client.awaitClose().code()).isEqualTo(1003);
        }
    }

    @Test
    @Timeout(120)
    void peersThatLeaveWithoutAnAnswerToTheirCloseKeepNoThread() throws Exception {
        var peers = Executors.newFixedThreadPool(LEAVING_AT_ONCE);
        try {
            var left = IntStream.range(0, LEAVING).mapToObj(peer -> peers.submit(this::aBinaryMessageCloses)).toList();
            for (var each : left) {
                each.get();
            }
        } finally {
            peers.shutdown();
        }
        try (var server = ServerJmx.connect()) {
            await("no thread closes").atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                    assertThat(server.frames()).noneMatch(frame -> frame.contains("io.roomcast.api.EngineSocket")));
        }
    }

    @Test
    void theLongestMessageIsTaken() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.send(heartbeatOf(MAX_BYTES));
            client.subscribe("/ws/alerts");

            client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));
        }
    }

    @Test
    void oneByteMoreCloses() {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.text(heartbeatOf(MAX_BYTES + 1));

            assertClosed(socket, 1009);
        }
    }

    @Test
    void bytesAreCountedNotCharacters() {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.text("{\"type\":\"heartbeat\",\"data\":{},\"padding\":\"" + "€".repeat(MAX_BYTES / 3) + "\"}");

            assertClosed(socket, 1009);
        }
    }

    @Test
    void aMessageInTooManyPartsCloses() {
        var part = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.frame(RawSocket.TEXT, false, part);
            for (int i = 0; i < MAX_BYTES / part.length; i++) {
                socket.frame(RawSocket.CONTINUATION, false, part);
            }
            socket.frame(RawSocket.CONTINUATION, true, part);

            assertClosed(socket, 1009);
        }
    }

    @Test
    void aMessageInFewPartsIsPutTogether() {
        try (var client = TestClient.authenticated("/ws/predictions", TestKey.FULL, "")) {
            client.sendFragments("{\"type\":\"subscribe\",\"mess", "", "age_id\":\"parts\",\"data\":{", "\"endpoint\":\"/ws/alerts\"}}");

            var answer = client.next("subscription_status", message -> message.getString("endpoint").equals("/ws/alerts"));

            assertThat(answer.getJsonObject("data").getString("in_reply_to")).isEqualTo("parts");
        }
    }

    /** Its sender never gets to the end of it: the server must not wait for that, nor keep what it got. */
    @Test
    void aMonstrousFrameIsNotCollected() {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.frameHead(RawSocket.TEXT, true, 1L << 30);

            assertThat(sendsInVain(socket, 32 << 20)).isTrue();
        }
    }

    static Stream<Arguments> malformedUtf8() {
        return Stream.of(
                Arguments.of("a byte that never occurs", new byte[] {'{', (byte) 0xff, '}'}),
                Arguments.of("a character that ends too soon", new byte[] {'{', (byte) 0xe2, (byte) 0x82}),
                Arguments.of("an overlong form", new byte[] {(byte) 0xc0, (byte) 0xaf}),
                Arguments.of("half of a surrogate pair", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedUtf8")
    void malformedUtf8Closes(String what, byte[] payload) {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.frame(RawSocket.TEXT, true, payload);

            assertClosed(socket, 1007);
        }
    }

    @Test
    void malformedUtf8AcrossPartsCloses() {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.frame(RawSocket.TEXT, false, new byte[] {'"', (byte) 0xe2});
            socket.frame(RawSocket.CONTINUATION, true, new byte[] {'"'});

            assertClosed(socket, 1007);
        }
    }

    @Test
    void aCharacterMayBeSplitBetweenParts() {
        var message = "{\"type\":\"heartbeat\",\"message_id\":\"€\",\"data\":1}".getBytes(StandardCharsets.UTF_8);
        int middle = new String(message, StandardCharsets.ISO_8859_1).indexOf('\u00e2') + 1;
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.readFrame();
            socket.frame(RawSocket.TEXT, false, java.util.Arrays.copyOfRange(message, 0, middle));
            socket.frame(RawSocket.CONTINUATION, true, java.util.Arrays.copyOfRange(message, middle, message.length));

            var answer = socket.readFrame();

            assertThat(answer.opcode()).isEqualTo(RawSocket.TEXT);
            assertThat(answer.text()).contains("WEBSOCKET_VALIDATION_ERROR", "\"in_reply_to\":\"€\"");
        }
    }

    /** The protocol below this one is broken: the engine ends it, with what code is its own affair. */
    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0x83, (byte) 0xc1, (byte) 0x80})
    void framesThatWebSocketsDoNotHaveEndTheConnection(byte firstByte) {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.sendRaw(firstByte, (byte) 0x81, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);

            assertThat(socket.endsWithin(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void aClientThatSaysGoodbyeIsAnswered() {
        try (var socket = RawSocket.upgraded("/ws/predictions")) {
            socket.frame(RawSocket.CLOSE, true, new byte[] {0x03, (byte) 0xe8});

            assertThat(socket.awaitClose().closeCode()).isEqualTo(1000);
        }
    }

    private static void assertClosed(RawSocket socket, int code) {
        var close = socket.awaitClose();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(close.closeReason()).doesNotContainPattern(INTERNALS);
    }

    private static String heartbeatOf(int bytes) {
        var frame = "{\"type\":\"heartbeat\",\"data\":{},\"padding\":\"\"}";
        return "{\"type\":\"heartbeat\",\"data\":{},\"padding\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
    }

    /** Whether the server ends the connection before it has taken so many bytes. */
    private static boolean sendsInVain(RawSocket socket, int bytes) {
        var part = new byte[64 << 10];
        try {
            for (int sent = 0; sent < bytes; sent += part.length) {
                socket.sendRaw(part);
            }
            return false;
        } catch (java.io.UncheckedIOException ended) {
            return true;
        }
    }
}
