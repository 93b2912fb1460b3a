package io.roomcast.it;

import static org.awaitility.Awaitility.await;

import io.roomcast.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Payara: the unpacked programs are shared, the domain is its own, made from the build's template for the first start. With the
 * application deployed it stays as it is from then on.
 */
final class PayaraInstallation implements Installation {

    private static final Pattern PORT = Pattern.compile("@(port\\.[a-z.]+)@");

    private final Path template = Path.of(Server.property("it.servers"), "payara-domain");
    private final Path domain;
    private final Map<String, Integer> ports = new HashMap<>();
    private Optional<PostgresServer> postgres = Optional.empty();
    private boolean deployed;

    PayaraInstallation(Path directory) {
        domain = directory.resolve("domains/domain1");
    }

    @Override
    public int httpPort() {
        return port("port.http");
    }

    @Override
    public void use(PostgresServer chosen) {
        postgres = Optional.of(chosen);
    }

    @Override
    public void refresh() throws IOException {
        if (!deployed) {
            make();
        }
        Installation.delete(domain.resolve("logs"));
    }

    private void make() throws IOException {
        Installation.copy(template, domain);
        var settings = Files.readString(template.resolve("config/domain.xml"));
        Files.writeString(domain.resolve("config/domain.xml"),
                PORT.matcher(settings).replaceAll(token -> Integer.toString(port(token.group(1)))));
        if (postgres.isEmpty()) {
            deploy();
        }
    }

    @Override
    public void complete() throws IOException {
        if (!deployed) {
            await("the domain runs").atMost(Duration.ofSeconds(150)).pollInterval(Duration.ofMillis(250))
                    .until(() -> Files.exists(log()) && Files.readString(log()).contains("startup time"));
            point(postgres.orElseThrow());
            deploy();
        }
    }

    private void deploy() throws IOException {
        Files.createDirectories(domain.resolve("autodeploy"));
        Files.copy(Server.war(), domain.resolve("autodeploy/roomcast.war"));
        deployed = true;
    }

    /** Points the default data source to that database. No application is deployed yet, so that no restart is needed. */
    private void point(PostgresServer database) throws IOException {
        asadmin("add-library", driver().toString());
        asadmin("create-jdbc-connection-pool", "--datasourceclassname", "org.postgresql.ds.PGSimpleDataSource",
                "--restype", "javax.sql.DataSource", "--property", "serverName=127.0.0.1:portNumber=" + database.port()
                        + ":databaseName=" + database.database() + ":user=" + database.user() + ":password=secret", "roomcast");
        asadmin("set", "resources.jdbc-resource.jdbc/__default.pool-name=roomcast");
    }

    private static Path driver() throws IOException {
        try (var drivers = Files.newDirectoryStream(Path.of(Server.property("it.servers"), "jdbc"), "postgresql*.jar")) {
            return drivers.iterator().next();
        }
    }

    private void asadmin(String... arguments) {
        var command = new ArrayList<>(administration());
        command.addAll(List.of("--port", Integer.toString(port("port.admin"))));
        command.addAll(List.of(arguments));
        if (!Machine.succeeds(command.toArray(String[]::new))) {
            throw new AssertionError("asadmin " + String.join(" ", arguments) + " failed");
        }
    }

    private static List<String> administration() {
        return List.of(java(), "-jar", Server.PAYARA.home().resolve("glassfish/modules/admin-cli.jar").toString());
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(administration());
        command.addAll(List.of("start-domain", "--verbose", "--domaindir", domain.getParent().toString(), "domain1"));
        return command;
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
