package io.roomcast.mqtt;

import java.util.Collection;

/** The broker refuses every subscription of a connection that is there only to receive. */
final class SubscriptionsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SubscriptionsRefusedException(Collection<String> filters) {
        super("the broker refuses the subscription to " + String.join(", ", filters)
                + "; permit the user to read these topics (mqtt.username, mqtt.topic_prefix)");
    }
}
