package io.roomcast.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** The application server this runs on, and all that is done differently for it. */
public enum HostServer {

    /** Open Liberty. */
    OPEN_LIBERTY("server.config.dir", "server.output.dir"),
    /** Payara Server. */
    PAYARA("com.sun.aas.instanceRoot", "com.sun.aas.instanceRoot"),
    /** Any other, and none at all. */
    OTHER("", "");

    /** System property of the directory that both lie in; the build sets it to the project's. */
    private static final String HOME = "occupancy.home";
    private static final String CONFIG = "config";
    private static final String DATA = "data";

    private final String configProperty;
    private final String dataProperty;

    HostServer(String configProperty, String dataProperty) {
        this.configProperty = configProperty;
        this.dataProperty = dataProperty;
    }

    /** The server of this process. */
    public static HostServer current() {
        return detect(System.getProperties());
    }

    static HostServer detect(Properties properties) {
        if (properties.containsKey("wlp.install.dir")) {
            return OPEN_LIBERTY;
        }
        return properties.containsKey(PAYARA.dataProperty) ? PAYARA : OTHER;
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

    /** The default directory of the files an administrator writes. */
    Path configDirectory(Properties properties) {
        return directory(properties, configProperty, CONFIG);
    }

    /** The default directory for what has to outlive a restart. */
    Path dataDirectory(Properties properties) {
        return directory(properties, dataProperty, DATA);
    }

    private static Path directory(Properties properties, String baseProperty, String name) {
        String home = properties.getProperty(HOME);
        if (home != null) {
            return Path.of(home, name);
        }
        String base = baseProperty.isEmpty() ? null : properties.getProperty(baseProperty);
        return base == null ? Path.of(name) : Path.of(base, "roomcast", name);
    }
}
