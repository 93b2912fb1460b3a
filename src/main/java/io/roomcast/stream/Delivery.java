package io.roomcast.stream;

import io.roomcast.protocol.Message;
import io.roomcast.stream.AlertStore.Sending;
import io.roomcast.tracking.CriticalAnnouncement;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One alert on its way to one session, with a message for each stream it comes on.
 *
 * @param times how often it has been sent to the client by now
 */
record Delivery(ClientSession session, CriticalAnnouncement alert, int times, List<Message> messages) {

    /**
     * Puts those deliveries in the outboxes whose alerts are still open; what a session has outstanding already is not sent again.
     *
     * <p>They are noted as outstanding before the store is asked whether they are open. An acknowledgement settles in the store
     * first and takes back the note afterwards, so whenever it comes, one of the two says that nothing is to be sent.
     *
     * @param due when they are to be sent again
     * @throws StoreUnavailableException if the store could not be asked; then nothing is sent or noted
     */
    static void send(List<Delivery> deliveries, AlertStore store, Instant due) {
        List<Delivery> noted = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            List<Message> fresh = delivery.note(due);
            if (!fresh.isEmpty()) {
                noted.add(new Delivery(delivery.session, delivery.alert, delivery.times, fresh));
            }
        }
        Set<Sending> open;
        try {
            open = store.sent(noted.stream().map(Delivery::sending).collect(Collectors.toSet()));
        } catch (StoreUnavailableException away) {
            noted.forEach(delivery -> delivery.session.outstanding().takeBack(delivery.messages));
            throw away;
        }
        for (Delivery delivery : noted) {
            if (open.contains(delivery.sending())) {
                delivery.session.queueCritical(delivery.messages);
            } else {
                delivery.session.outstanding().remove(delivery.alert.alertId());
            }
        }
    }

    private List<Message> note(Instant due) {
        return messages.stream().filter(message -> session.outstanding().add(alert, message, times, due)).toList();
    }

    private Sending sending() {
        return new Sending(session.login().orElseThrow().client(), alert.alertId(), times);
    }
}
