package io.roomcast.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a client has got: messages in order, each taken once, and how the socket was closed. Thread-safe. */
final class Inbox {

    /** How a socket ended; {@link TestClient#LOST} when it did so without a closing handshake. */
    record Closing(int code, String reason) {
    }

    /** How long anything that should come is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonStructure> frames = new ArrayList<>();
    private final List<JsonObject> waiting = new ArrayList<>();
    private Optional<Closing> closing = Optional.empty();

    void text(String text) {
        JsonStructure frame;
        try (var reader = Json.createReader(new StringReader(text))) {
            frame = reader.read();
        }
        update(() -> {
            frames.add(frame);
            if (frame.getValueType() == JsonValue.ValueType.ARRAY) {
                waiting.addAll(frame.asJsonArray().getValuesAs(JsonObject.class));
            } else {
                waiting.add(frame.asJsonObject());
            }
        });
    }

    void closed(Closing how) {
        update(() -> closing = closing.or(() -> Optional.of(how)));
    }

    /** Takes the first message that fits, of those that have come or will come soon. Others stay. */
    JsonObject take(String what, Predicate<JsonObject> fits) {
        return await(what, PATIENCE, () -> {
            var found = waiting.stream().filter(fits).findFirst();
            found.ifPresent(waiting::remove);
            return found;
        }).orElseThrow(() -> new AssertionError("no " + what + " came in time; " + state()));
    }

    /** A message that fits and comes within that time; taken. */
    Optional<JsonObject> takeWithin(Duration time, Predicate<JsonObject> fits) {
        return await("anything", time, () -> {
            var found = waiting.stream().filter(fits).findFirst();
            found.ifPresent(waiting::remove);
            return found;
        });
    }

    Closing awaitClosing(Duration patience) {
        return await("closing", patience, () -> closing)
                .orElseThrow(() -> new AssertionError("the server did not close in time; " + state()));
    }

    Optional<Closing> closing() {
        return locked(() -> closing);
    }

    /** Every frame so far, taken or not: an object, or an array for a batch. */
    List<JsonStructure> frames() {
        return locked(() -> List.copyOf(frames));
    }

    /** What has come and nobody took yet. */
    List<JsonObject> untaken() {
        return locked(() -> List.copyOf(waiting));
    }

    private String state() {
        return "untaken: " + untaken() + closing().map(how -> ", closed: " + how).orElse("");
    }

    private <T> Optional<T> await(String what, Duration patience, Supplier<Optional<T>> result) {
        lock.lock();
        try {
            long left = patience.toNanos();
            for (var found = result.get(); ; found = result.get()) {
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }
}
