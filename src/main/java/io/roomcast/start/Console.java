package io.roomcast.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** The standard output of the process itself: what servers put in the place of it ends up in their logs. */
public final class Console {

    private Console() {
    }

    /**
     * Writes the text and leaves the stream open, for it belongs to the process.
     *
     * @throws IOException if nobody can read it, as when a server was detached from its terminal
     */
    @SuppressWarnings("resource")
    public static void print(String text) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write(text.getBytes(Charset.defaultCharset()));
        out.flush();
    }
}
