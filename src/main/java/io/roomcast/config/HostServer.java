package io.roomcast.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** The application server this runs on, and all that is done differently for it. */
public enum HostServer {

    /** Open Liberty. */
    OPEN_LIBERTY("server.output.dir"),
    /** Payara Server. */
    PAYARA("com.sun.aas.instanceRoot"),
    /** Any other, and none at all. */
    OTHER("");

    private final String directoryProperty;

    HostServer(String directoryProperty) {
        this.directoryProperty = directoryProperty;
    }

    /** The server of this process. */
    public static HostServer current() {
        return detect(System.getProperties());
    }

    static HostServer detect(Properties properties) {
        if (properties.containsKey("wlp.install.dir")) {
            return OPEN_LIBERTY;
        }
        return properties.containsKey(PAYARA.directoryProperty) ? PAYARA : OTHER;
    }

    /**
     * The class loader to have as the thread's own while sending over a socket. On Payara every send looks services up over
     * the thread's class loader; the platform's finds them three times faster than the application's.
     *
     * @return nothing where the thread's own will do
     */
    public Optional<ClassLoader> senderClassLoader() {
        return this == PAYARA ? Optional.of(ClassLoader.getPlatformClassLoader()) : Optional.empty();
    }

    /**
     * Whether a thread that closes a socket may wait for ever when the peer cuts the connection in the same moment. On Open Liberty
     * nobody wakes it once the connection has ended. Not so the thread that reads: as long as it does something else, nothing ends.
     */
    public boolean mayHangClosing() {
        return this == OPEN_LIBERTY;
    }

    /**
     * Whether it may delete the archive of an application before it stops that. On Open Liberty that is how an application is taken off:
     * its archive is deleted from {@code dropins}.
     */
    public boolean mayDeleteArchiveFirst() {
        return this == OPEN_LIBERTY;
    }

    /** Does something under the {@link #senderClassLoader}, then puts the thread's own back. */
    public <T> T sending(Supplier<T> action) {
        Optional<ClassLoader> loader = senderClassLoader();
        if (loader.isEmpty()) {
            return action.get();
        }
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(loader.get());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    /** Where settings and data lie unless something else is said. */
    Path home(Properties properties) {
        String directory = directoryProperty.isEmpty() ? null : properties.getProperty(directoryProperty);
        return directory == null ? Path.of("") : Path.of(directory, "roomcast");
    }
}
