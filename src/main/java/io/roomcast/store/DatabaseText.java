package io.roomcast.store;

import java.util.regex.Pattern;

/** Addresses and messages of databases, made fit for a log: on one line and without credentials. */
final class DatabaseText {

    private static final Pattern SETTINGS = Pattern.compile("[;?].*", Pattern.DOTALL);
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");
    private static final Pattern CREDENTIAL = Pattern.compile("(?i)\\b(password|passwd|pwd|user)\\s*=\\s*[^;&\\s\"]*");
    /** What H2 and Liberty append: the statement, general advice, codes. */
    private static final Pattern TAIL = Pattern.compile("(; SQL statement:|\\. Possible solution|\\sDSRA\\d{4}E:|\\s\\[\\d{5}-\\d+]).*", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private DatabaseText() {
    }

    /** A JDBC address without its settings and without whatever stands before the host. */
    static String address(String url) {
        return USER_INFO.matcher(SETTINGS.matcher(url).replaceFirst("")).replaceAll("//");
    }

    /** What a failure says of itself. */
    static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String bare = TAIL.matcher(message).replaceFirst("");
        String safe = CREDENTIAL.matcher(USER_INFO.matcher(bare).replaceAll("//")).replaceAll("$1=…");
        return SPACE.matcher(safe).replaceAll(" ").strip();
    }
}
