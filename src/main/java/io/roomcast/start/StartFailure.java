package io.roomcast.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Why the application has not started, while it is deployed all the same, to say so. Thread-safe. */
@ApplicationScoped
public class StartFailure {

    private volatile Optional<String> reason = Optional.empty();

    /** The reason, in one line without secrets; absent while the application starts, and once it has started. */
    public Optional<String> reason() {
        return reason;
    }

    void failed(String why) {
        reason = Optional.of(why);
    }
}
