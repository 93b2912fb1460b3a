package io.roomcast.source.homeassistant;

/** One WebSocket to Home Assistant. Thread-safe. */
interface Link {

    /** Sends a text after those that were sent before; returns at once. When it cannot be sent, the link ends. */
    void send(String text);

    /** Ends the link, or the attempt to make it. The listener hears nothing of that, and nothing more. */
    void close();

    /** Hears what comes of a link, on threads that must not be blocked; one call after the other. */
    interface Listener {

        /** The link is made. */
        void opened();

        /** A message came. */
        void heard(String text);

        /** The link could not be made, or has ended, and why: in part of a sentence. Nothing comes after it. */
        void ended(String why);
    }

    /** Makes links. */
    interface Factory {

        /** A link that is being made, in the background. */
        Link open(Listener listener);
    }
}
