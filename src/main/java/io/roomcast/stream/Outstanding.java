package io.roomcast.stream;

import io.roomcast.protocol.Message;
import io.roomcast.protocol.StreamId;
import io.roomcast.tracking.CriticalAnnouncement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The alerts that were sent on one socket and are not acknowledged yet. Thread-safe. */
final class Outstanding {

    private final Map<String, Entry> byAlert = new LinkedHashMap<>();
    private final Map<UUID, String> byMessage = new HashMap<>();

    /**
     * One alert, with a message for each stream it was sent on.
     *
     * @param timesSent how often it has been sent to the client by now
     * @param due       when it is to be sent again, by the steady clock
     */
    record Entry(CriticalAnnouncement alert, List<Message> messages, int timesSent, Instant due) {

        String alertId() {
            return alert.alertId();
        }

        /** The messages on those streams on which the alert is wanted. */
        List<Message> wanted(BiPredicate<StreamId, CriticalAnnouncement> wants) {
            return messages.stream().filter(message -> wants.test(message.endpoint(), alert)).toList();
        }
    }

    /**
     * Notes that an alert is being sent on a stream.
     *
     * @return whether that message is not outstanding already; if it is, nothing is noted and it need not be sent
     */
    synchronized boolean add(CriticalAnnouncement alert, Message message, int timesSent, Instant due) {
        if (byMessage.containsKey(message.id())) {
            return false;
        }
        List<Message> messages = new ArrayList<>();
        int times = timesSent;
        Entry known = byAlert.get(alert.alertId());
        if (known != null) {
            messages.addAll(known.messages());
            times = Math.max(times, known.timesSent());
        }
        messages.add(message);
        put(new Entry(alert, List.copyOf(messages), times, due));
        return true;
    }

    /** Whether another alert would be one more than permitted. */
    synchronized boolean isFullFor(String alertId, int max) {
        return byAlert.size() >= max && !byAlert.containsKey(alertId);
    }

    /** The alert that was sent under that message id, if it is still open. */
    synchronized Optional<String> alertOf(UUID messageId) {
        return Optional.ofNullable(byMessage.get(messageId));
    }

    /** The alert is settled. */
    synchronized void remove(String alertId) {
        Entry gone = byAlert.remove(alertId);
        if (gone != null) {
            gone.messages().forEach(message -> byMessage.remove(message.id()));
        }
    }

    /** These messages are not being sent after all. */
    synchronized void takeBack(Collection<Message> messages) {
        keep(entry -> entry.messages().stream().filter(message -> !messages.contains(message)).toList());
    }

    /** What was sent on the stream counts as not sent. */
    synchronized void forget(StreamId stream) {
        keep(entry -> entry.messages().stream().filter(message -> !message.endpoint().equals(stream)).toList());
    }

    /** Less is subscribed to: nothing is sent again on a stream on which it is not wanted. */
    synchronized void forgetUnwanted(BiPredicate<StreamId, CriticalAnnouncement> wants) {
        keep(entry -> entry.wanted(wants));
    }

    private void keep(Function<Entry, List<Message>> which) {
        for (Entry entry : List.copyOf(byAlert.values())) {
            replace(entry, new Entry(entry.alert(), which.apply(entry), entry.timesSent(), entry.due()));
        }
    }

    /**
     * Takes what is due and still wanted and counts it as sent once more. What was on its way when the client gave it up is
     * settled instead.
     *
     * @param next  when these are due again
     * @param wants whether an alert is wanted on a stream
     * @return the alerts with their new count
     */
    synchronized List<Entry> takeDue(Instant now, Instant next, BiPredicate<StreamId, CriticalAnnouncement> wants) {
        List<Entry> due = new ArrayList<>();
        for (Entry entry : List.copyOf(byAlert.values())) {
            if (!entry.due().isAfter(now)) {
                Entry again = new Entry(entry.alert(), entry.wanted(wants), entry.timesSent() + 1, next);
                replace(entry, again);
                due.add(again);
            }
        }
        due.removeIf(entry -> entry.messages().isEmpty());
        return due;
    }

    /** Drops the alerts that were stored before that time. */
    synchronized void lapse(Instant storedBefore) {
        byAlert.values().stream()
                .filter(entry -> entry.messages().get(0).timestamp().isBefore(storedBefore))
                .map(Entry::alertId)
                .toList()
                .forEach(this::remove);
    }

    /** The ids of the alerts. */
    synchronized Set<String> alertIds() {
        return new HashSet<>(byAlert.keySet());
    }

    synchronized int size() {
        return byAlert.size();
    }

    /** Puts an entry in the place of another; one without messages ends it. */
    private void replace(Entry entry, Entry by) {
        entry.messages().forEach(message -> byMessage.remove(message.id()));
        if (by.messages().isEmpty()) {
            byAlert.remove(entry.alertId());
        } else {
            put(by);
        }
    }

    private void put(Entry entry) {
        byAlert.put(entry.alertId(), entry);
        entry.messages().forEach(message -> byMessage.put(message.id(), entry.alertId()));
    }
}
