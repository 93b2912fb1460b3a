package io.roomcast.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a text in UTF-8, one after the other; of one that is very long only the beginning is kept. For one thread. */
final class Lines {

    /** The longest line that is kept, in bytes. */
    static final int LONGEST = 4_096;

    private final InputStream input;
    private final byte[] buffer = new byte[65_536];
    private final byte[] line = new byte[LONGEST];
    private int position;
    private int limit;
    private long number;
    private boolean cut;

    Lines(InputStream input) {
        this.input = input;
    }

    /** The number of the line that came last, from 1; of the one that is coming while it is being read. */
    long number() {
        return number;
    }

    /** Whether the line that came last was longer than {@link #LONGEST}. */
    boolean cut() {
        return cut;
    }

    /**
     * The next line without its end; absent at the end of the text.
     *
     * @throws IOException if it cannot be read further
     */
    Optional<String> next() throws IOException {
        number++;
        int length = 0;
        cut = false;
        while (true) {
            if (position == limit && !fill()) {
                return length == 0 ? Optional.empty() : Optional.of(text(length));
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int part = Math.min(end - position, LONGEST - length);
            System.arraycopy(buffer, position, line, length, part);
            cut |= part < end - position;
            length += part;
            position = end;
            if (end < limit) {
                position++;
                return Optional.of(text(length));
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, input.read(buffer));
        return limit > 0;
    }

    private String text(int length) {
        int kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, kept, StandardCharsets.UTF_8);
    }
}
