package io.roomcast.it;

import java.net.URI;
import java.nio.file.Path;

/** The server the tests are running on: what the build says of it. */
enum Server {
    LIBERTY,
    PAYARA;

    /** The one of the current execution. */
    static Server current() {
        return valueOf(property("it.server").toUpperCase(java.util.Locale.ROOT));
    }

    /** Where the deployed application answers, with a slash at the end. */
    static URI base() {
        return URI.create("http://127.0.0.1:" + property("it.port.http") + "/");
    }

    /** The packaged application. */
    static Path war() {
        return Path.of(property("it.war"));
    }

    /** Where this server was unpacked. */
    Path home() {
        return Path.of(property("it.servers"), this == LIBERTY ? "wlp" : "payara6");
    }

    /**
     * Where the server that the test adapter manages has its configuration and its logs. On Liberty its name is this build's
     * own, because the adapter refuses to start one while any other of that name runs on the machine.
     */
    Path managed() {
        return home().resolve(this == LIBERTY ? "usr/servers/it-" + property("it.port.http") : "glassfish/domains/domain1");
    }

    /** The settings directory of the server that the test adapter manages. */
    static Path configDirectory() {
        return Path.of(environment("OCCUPANCY_CONFIG_DIR"));
    }

    /** The data directory of the server that the test adapter manages. It is the same for a whole execution. */
    static Path dataDirectory() {
        return Path.of(environment("OCCUPANCY_DATA_DIR"));
    }

    /** A directory of this execution for files that tests make. */
    static Path workDirectory() {
        return Path.of(property("it.work"), property("it.server"));
    }

    static String property(String name) {
        return required(name, System.getProperty(name));
    }

    private static String environment(String name) {
        return required(name, System.getenv(name));
    }

    private static String required(String name, String value) {
        if (value == null) {
            throw new IllegalStateException(name + " is not set: integration tests are run by the build (mvn verify)");
        }
        return value;
    }
}
