package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.HostServer;
import io.roomcast.protocol.CloseCode;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EngineSocketTest {

    private final Queue<Runnable> atOnce = new ArrayDeque<>();
    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> pings = new ArrayList<>();
    private boolean open = true;
    private SendHandler underWay;

    private final Session session = answering(Session.class, Map.of(
            "isOpen", arguments -> open,
            "getAsyncRemote", arguments -> answering(RemoteEndpoint.Async.class,
                    Map.of("sendText", this::send, "sendPing", ping -> pings.add("ping"))),
            "close", arguments -> done.add("closed")));
    private final EngineSocket socket = on(HostServer.OPEN_LIBERTY);

    private EngineSocket on(HostServer server) {
        return new EngineSocket(session, server, atOnce::add, soon::add, later::add,
                () -> done.add("broken off later"), () -> done.add("released"));
    }

    private Object send(Object[] arguments) {
        underWay = (SendHandler) arguments[1];
        return null;
    }

    private static <T> T answering(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            Object answer = answers.get(method.getName()).apply(arguments);
            return method.getReturnType() == void.class ? null : answer;
        }));
    }

    private static void run(Queue<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void itIsClosedOnAnotherThread() {
        EngineSocket elsewhere = on(HostServer.PAYARA);
        elsewhere.read(() -> elsewhere.close(CloseCode.POLICY_VIOLATION, "the key was revoked"));
        assertThat(done).isEmpty();

        run(soon);

        assertThat(done).containsExactly("closed", "broken off later", "released");
        assertThat(pings).isEmpty();
    }

    @Test
    void onOpenLibertyItIsClosedByTheThreadThatReadsTheAnswerToAPing() {
        socket.close(CloseCode.POLICY_VIOLATION, "the key was revoked");
        run(soon);
        assertThat(pings).hasSize(1);
        assertThat(done).isEmpty();

        socket.read(() -> { });
        run(later);

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void onOpenLibertyOneThatDoesNotAnswerIsClosedAfterAWhile() {
        socket.close(CloseCode.POLICY_VIOLATION, "the key was revoked");
        run(soon);

        run(later);

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void onOpenLibertyItIsClosedForWhatWasReadWhereItWasRead() {
        socket.read(() -> {
            socket.close(CloseCode.UNSUPPORTED_DATA, "binary");
            assertThat(done).isEmpty();
        });

        assertThat(done).containsExactly("closed", "broken off later", "released");
        assertThat(soon).isEmpty();
        assertThat(later).isEmpty();
    }

    @Test
    void whatIsBeingSentWhenItIsReadMayEndFirst() {
        socket.read(() -> {
            socket.send("{}", failure -> { });
            socket.close(CloseCode.UNSUPPORTED_DATA, "binary");
            underWay.onResult(new SendResult());
        });

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void whenTheServerStopsItIsClosedAtOnce() {
        socket.close(CloseCode.GOING_AWAY, "server stopping");

        run(atOnce);

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void oneToWhichNothingCanBeSentIsLeftToTheEngineForAWhile() {
        socket.send("{}", failure -> socket.close(CloseCode.GOING_AWAY, "the connection failed"));
        underWay.onResult(new SendResult(new IOException("gone")));
        run(atOnce);
        assertThat(done).isEmpty();

        run(later);

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void itIsClosedWhenTheSendUnderWayHasEnded() {
        socket.send("{}", failure -> { });
        socket.close(CloseCode.POLICY_VIOLATION, "the key was revoked");
        run(soon);
        assertThat(done).isEmpty();

        underWay.onResult(new SendResult());
        run(soon);
        socket.read(() -> { });
        run(later);

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void aSendThatFailsMeanwhileLeavesItToTheEngine() {
        socket.send("{}", failure -> { });
        socket.close(CloseCode.POLICY_VIOLATION, "the key was revoked");
        underWay.onResult(new SendResult(new IOException("gone")));
        run(soon);
        assertThat(done).isEmpty();

        open = false;
        run(later);

        assertThat(done).containsExactly("broken off later", "released");
    }

    @Test
    void aSendThatDoesNotEndIsGivenUp() {
        socket.send("{}", failure -> { });
        socket.close(CloseCode.POLICY_VIOLATION, "the key was revoked");

        run(later);

        assertThat(done).containsExactly("closed", "broken off later", "released");
    }

    @Test
    void oneThatTheEngineHasClosedIsNotClosedOnceMore() {
        socket.close(CloseCode.POLICY_VIOLATION, "the key was revoked");
        open = false;

        run(soon);

        assertThat(done).containsExactly("broken off later", "released");
        assertThat(pings).isEmpty();
    }
}
