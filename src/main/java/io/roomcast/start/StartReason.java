package io.roomcast.start;

import io.roomcast.config.InvalidConfigurationException;
import java.util.Optional;
import java.util.stream.Stream;

/** What a failure of the start says to an administrator. */
final class StartReason {

    private static final int LONGEST_CHAIN = 20;

    private StartReason() {
    }

    /** The reason that whoever failed gave in words; absent when the failure was not foreseen. */
    static Optional<String> of(Throwable failure) {
        return chain(failure).flatMap(cause -> given(cause).stream()).findFirst().map(StartReason::inOneLine);
    }

    private static Optional<String> given(Throwable cause) {
        if (cause instanceof InvalidConfigurationException invalid) {
            return Optional.of(String.join("; ", invalid.problems()));
        }
        return cause instanceof StartFailedException failed ? Optional.of(failed.getMessage()) : Optional.empty();
    }

    /** The innermost cause that was not foreseen. */
    static String unforeseen(Throwable failure) {
        Throwable root = chain(failure).reduce(failure, (first, second) -> second);
        return inOneLine("an unexpected failure, whose stack trace is in the log: " + root);
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(LONGEST_CHAIN);
    }
}
