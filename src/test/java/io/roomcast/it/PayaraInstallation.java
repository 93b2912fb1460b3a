package io.roomcast.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Payara: the unpacked programs are shared, the domain is its own, made from the build's template. The application is
 * deployed anew at each start.
 */
final class PayaraInstallation implements Installation {

    private static final Pattern PORT = Pattern.compile("@(port\\.[a-z.]+)@");

    private final Path template = Path.of(Server.property("it.servers"), "payara-domain");
    private final Path domain;
    private final Map<String, Integer> ports = new HashMap<>();

    PayaraInstallation(Path directory) {
        domain = directory.resolve("domains/domain1");
    }

    @Override
    public int httpPort() {
        return port("port.http");
    }

    @Override
    public void refresh() throws IOException {
        for (var left : List.of("applications", "autodeploy", "generated", "logs")) {
            Installation.delete(domain.resolve(left));
        }
        Installation.copy(template, domain);
        var settings = Files.readString(template.resolve("config/domain.xml"));
        Files.writeString(domain.resolve("config/domain.xml"),
                PORT.matcher(settings).replaceAll(token -> Integer.toString(port(token.group(1)))));
        Files.createDirectories(domain.resolve("autodeploy"));
        Files.copy(Server.war(), domain.resolve("autodeploy/roomcast.war"), REPLACE_EXISTING);
    }

    @Override
    public List<String> command() {
        return List.of(java(), "-jar", Server.PAYARA.home().resolve("glassfish/modules/admin-cli.jar").toString(),
                "start-domain", "--verbose", "--domaindir", domain.getParent().toString(), "domain1");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Path log() {
        return domain.resolve("logs/server.log");
    }

    /** The Java that runs the tests. */
    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private int port(String name) {
        return ports.computeIfAbsent(name, any -> Machine.freePort());
    }
}
