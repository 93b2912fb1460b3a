package io.roomcast.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Lets a forked test process speak to its parent: a line is with the parent when the call returns. */
final class Say {

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Say() {
    }

    static synchronized void line(String text) {
        try {
            OUT.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
