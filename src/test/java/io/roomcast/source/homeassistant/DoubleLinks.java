package io.roomcast.source.homeassistant;

import java.util.ArrayList;
import java.util.List;

/** Links to the double that need no network. They can be cut, or fall silent as behind a proxy that forgets them. For one thread. */
final class DoubleLinks implements Link.Factory {

    private final HomeAssistantDouble home;
    private final List<DoubleLink> open = new ArrayList<>();
    private boolean reachable = true;
    private int attempts;

    DoubleLinks(HomeAssistantDouble home) {
        this.home = home;
    }

    @Override
    public Link open(Link.Listener listener) {
        attempts++;
        DoubleLink link = new DoubleLink(listener);
        if (reachable) {
            open.add(link);
            listener.opened();
            link.session = home.connect(link::deliver, link::end);
        } else {
            listener.ended("nothing listens there");
        }
        return link;
    }

    /** How often it was tried to make one. */
    int attempts() {
        return attempts;
    }

    /** Those that there are end, and no new one can be made until it is reachable again. */
    void cut() {
        reachable = false;
        List.copyOf(open).forEach(DoubleLink::end);
    }

    void reachable() {
        reachable = true;
    }

    /** Nothing gets through any more, and nobody is told. */
    void silence() {
        open.forEach(link -> link.silent = true);
    }

    final class DoubleLink implements Link {

        private final Listener listener;
        private DoubleSession session;
        private boolean silent;

        private DoubleLink(Listener listener) {
            this.listener = listener;
        }

        private void deliver(String text) {
            if (!silent) {
                listener.heard(text);
            }
        }

        private void end() {
            if (open.remove(this)) {
                home.gone(session);
                listener.ended("the connection was closed");
            }
        }

        @Override
        public void send(String text) {
            if (!silent) {
                session.heard(text);
            }
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                home.gone(session);
            }
        }
    }
}
