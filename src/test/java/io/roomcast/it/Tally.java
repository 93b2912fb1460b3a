package io.roomcast.it;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What one client has got of predictions that carry the number of their round, of which only numbers are kept. Thread-safe for
 * one thread that receives.
 */
final class Tally implements Consumer<String> {

    /** Long messages are searched, not parsed: a client has to be quick not to be a slow one itself. */
    private static final Pattern ROOM = Pattern.compile("\"room_id\":\"(\\w+)\"");
    private static final Pattern ROUND = Pattern.compile("\"features_used\":(\\d+)");

    private final Map<String, Integer> rounds = new ConcurrentHashMap<>();
    private volatile boolean subscribed;
    private volatile Optional<String> fault = Optional.empty();

    @Override
    public void accept(String text) {
        if (text.contains("\"message_type\":\"subscription_status\"")) {
            subscribed = true;
        } else if (text.contains("\"message_type\":\"prediction_update\"") && !text.contains("\"replayed\":true")) {
            count(member(ROOM, text), Integer.parseInt(member(ROUND, text)));
        }
    }

    /** Whether the subscription is confirmed. */
    boolean isSubscribed() {
        return subscribed;
    }

    /** Whether that round has come of so many rooms, and all rounds before it, in order. */
    boolean isComplete(int rooms, int round) {
        fault.ifPresent(text -> {
            throw new AssertionError(text);
        });
        return rounds.size() == rooms && rounds.values().stream().allMatch(last -> last == round);
    }

    /** Whether a message is a prediction, and not one from before the subscription. */
    static boolean isLive(JsonObject message) {
        return message.getString("message_type").equals("prediction_update")
                && !message.getJsonObject("data").containsKey("replayed");
    }

    /** The round that a prediction is of. */
    static int round(JsonObject prediction) {
        return prediction.getJsonObject("data").getInt("features_used");
    }

    private static String member(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    private void count(String room, int round) {
        int expected = rounds.merge(room, 1, Integer::sum);
        if (round != expected && fault.isEmpty()) {
            fault = Optional.of(room + ": round " + round + " came in place of " + expected);
        }
    }
}
