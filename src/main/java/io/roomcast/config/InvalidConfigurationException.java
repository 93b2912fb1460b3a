package io.roomcast.config;

import java.util.List;

/**
 * Something an administrator has set cannot be used. Each problem is one line of at most {@value OneLine#LONGEST}
 * characters that names what and where; secrets are not shown. Of more than {@value #MOST_PROBLEMS} problems the rest
 * is counted.
 */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_PROBLEMS = 20;

    private final transient List<String> problems;

    public InvalidConfigurationException(List<String> problems) {
        this(shown(problems), null);
    }

    public InvalidConfigurationException(String problem) {
        this(List.of(problem));
    }

    /**
     * @param cause what the problem was found by; the problem has to say all that an administrator needs
     */
    public InvalidConfigurationException(String problem, Throwable cause) {
        this(shown(List.of(problem)), cause);
    }

    private InvalidConfigurationException(List<String> shown, Throwable cause) {
        super(String.join(System.lineSeparator(), shown), cause);
        this.problems = shown;
    }

    /** The problems, one line each; never empty. */
    public List<String> problems() {
        return problems;
    }

    private static List<String> shown(List<String> problems) {
        return OneLine.all(problems, MOST_PROBLEMS, "more problems");
    }
}
