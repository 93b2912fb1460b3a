package io.roomcast.config;

import java.util.List;

/** Something an administrator has set cannot be used. Each problem is one line that names what and where; secrets are not shown. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public InvalidConfigurationException(String problem) {
        this(List.of(problem));
    }

    /** The problems, one line each; never empty. */
    public List<String> problems() {
        return problems;
    }
}
