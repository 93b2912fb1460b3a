package io.roomcast.source.homeassistant;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A Home Assistant for tests: says what a real one (2025.4) was heard to say, in its forms, its order and with its delays. How its words
 * travel is the business of others. Thread-safe.
 */
public final class HomeAssistantDouble {

    public static final String TOKEN = "a.long-lived.token";
    /** It writes down what has happened that much later. */
    private static final Duration COMMIT = Duration.ofSeconds(5);

    /** What an entity says. */
    record State(String state, String deviceClass, Instant changed) {
    }

    /** What was written down of an entity. */
    record Row(String state, Instant at) {
    }

    private final InstantSource clock;
    private final DoubleRegistry registry = new DoubleRegistry();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final List<DoubleSession> sessions = new ArrayList<>();
    private final List<JsonObject> requests = new ArrayList<>();
    private String token = TOKEN;
    private String running = "RUNNING";
    private boolean recorder = true;
    private BiConsumer<Duration, Runnable> reading = (length, answer) -> answer.run();
    private int answers;
    private int failures;
    private Duration skew = Duration.ZERO;

    public HomeAssistantDouble(InstantSource clock) {
        this.clock = clock;
    }

    /** Somebody connects, and hears what it says. */
    synchronized DoubleSession connect(Consumer<String> out, Runnable close) {
        DoubleSession session = new DoubleSession(this, out, close);
        sessions.add(session);
        session.welcome();
        return session;
    }

    synchronized void gone(DoubleSession session) {
        sessions.remove(session);
    }

    /** How many are connected. */
    public synchronized int sessions() {
        return sessions.size();
    }

    public synchronized void accept(String valid) {
        token = valid;
    }

    synchronized boolean accepts(String offered) {
        return token.equals(offered);
    }

    synchronized void running(String state) {
        running = state;
    }

    synchronized String running() {
        return running;
    }

    synchronized void withoutRecorder() {
        recorder = false;
    }

    synchronized boolean records() {
        return recorder;
    }

    /**
     * The recorder takes its time for a piece of the past, by its length.
     *
     * @param later has something done after a time
     */
    synchronized void recorderTakes(UnaryOperator<Duration> time, BiConsumer<Duration, Runnable> later) {
        reading = (length, answer) -> later.accept(time.apply(length), answer);
    }

    /** Answers when the recorder has read a piece of that length. */
    void whenRead(Duration length, Runnable answer) {
        BiConsumer<Duration, Runnable> recorderReading;
        synchronized (this) {
            recorderReading = reading;
        }
        recorderReading.accept(length, answer);
    }

    /** The recorder answers that often, and then fails that often. */
    synchronized void recorderFails(int afterAnswers, int times) {
        answers = afterAnswers;
        failures = times;
    }

    /** Whether the recorder fails this time. */
    synchronized boolean failsNow() {
        if (failures > 0 && answers > 0) {
            answers--;
            return false;
        }
        return failures-- > 0;
    }

    /** Its clock is ahead by that much. */
    synchronized void clockAhead(Duration by) {
        skew = by;
    }

    synchronized Instant now() {
        return clock.instant().plus(skew);
    }

    /** Changes registries, and tells those who want to know. */
    public synchronized void registry(String list, Consumer<DoubleRegistry> change) {
        change.accept(registry);
        JsonObject event = Json.createObjectBuilder()
                .add("event_type", list + "_registry_updated")
                .add("data", Json.createObjectBuilder().add("action", "update"))
                .add("origin", "LOCAL").build();
        List.copyOf(sessions).forEach(session -> session.fired(list + "_registry_updated", event));
    }

    synchronized DoubleRegistry registry() {
        return registry;
    }

    /** An entity says something, if it is not what it says already. */
    public synchronized void says(String entityId, String deviceClass, String state) {
        State before = states.get(entityId);
        if (before != null && before.state().equals(state)) {
            return;
        }
        states.put(entityId, new State(state, deviceClass, now()));
        write(entityId, new Row(state, now()));
        List.copyOf(sessions).forEach(session -> session.changed(entityId, before == null));
    }

    public synchronized void says(String entityId, String state) {
        says(entityId, states.get(entityId).deviceClass(), state);
    }

    /** The state machine forgets an entity. */
    synchronized void removed(String entityId) {
        states.remove(entityId);
        List.copyOf(sessions).forEach(session -> session.removed(entityId));
    }

    /** Something happened in the past; nobody is told. */
    public synchronized void recorded(String entityId, String deviceClass, String state, Instant at) {
        write(entityId, new Row(state, at));
        states.put(entityId, new State(state, deviceClass, at));
    }

    private void write(String entityId, Row row) {
        rows.computeIfAbsent(entityId, first -> new ArrayList<>()).add(row);
    }

    synchronized State state(String entityId) {
        return states.get(entityId);
    }

    synchronized Map<String, State> states() {
        return new LinkedHashMap<>(states);
    }

    /** The rows of the recorder: with the state at the start, if it is wanted and known. */
    synchronized JsonObject history(Instant start, Instant end, List<String> entities, boolean withStart) {
        JsonObjectBuilder result = Json.createObjectBuilder();
        Instant written = now().minus(COMMIT);
        for (String id : entities) {
            var list = Json.createArrayBuilder();
            List<Row> known = rows.getOrDefault(id, List.of()).stream().filter(row -> !row.at().isAfter(written)).toList();
            boolean any = false;
            if (withStart) {
                List<Row> before = known.stream().filter(row -> row.at().isBefore(start)).toList();
                if (!before.isEmpty()) {
                    list.add(row(before.get(before.size() - 1).state(), start));
                    any = true;
                }
            }
            for (Row row : known) {
                if (row.at().isAfter(start) && row.at().isBefore(end)) {
                    list.add(row(row.state(), row.at()));
                    any = true;
                }
            }
            if (any) {
                result.add(id, list);
            }
        }
        return result.build();
    }

    private static JsonObjectBuilder row(String state, Instant at) {
        return Json.createObjectBuilder().add("s", state).add("lu", seconds(at));
    }

    /** Seconds as Python writes them. */
    static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }

    synchronized void asked(JsonObject request) {
        requests.add(request);
    }

    /** What it was asked for, of that type. */
    public synchronized List<JsonObject> asked(String type) {
        return requests.stream().filter(request -> request.getString("type").equals(type)).toList();
    }
}
