package io.roomcast.mqtt;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Acknowledges a message to the broker, once, as long as the link it came by is there. */
final class Acknowledgement implements Runnable {

    private static final Logger LOGGER = Logger.getLogger(Acknowledgement.class.getPackageName());

    private final Runnable action;
    private final AtomicBoolean done = new AtomicBoolean();

    Acknowledgement(Runnable action) {
        this.action = action;
    }

    @Override
    public void run() {
        if (done.compareAndSet(false, true)) {
            try {
                action.run();
            } catch (RejectedExecutionException stopped) {
                LOGGER.log(Level.FINE, "A message was handled after the connection had been stopped; it will come again", stopped);
            }
        }
    }
}
