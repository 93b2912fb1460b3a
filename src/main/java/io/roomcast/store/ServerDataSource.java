package io.roomcast.store;

import io.roomcast.config.HostServer;
import io.roomcast.config.OneLine;
import io.roomcast.start.StartFailedException;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The database that the server is set up with. It is looked up by its name, since for one that cannot be had Open
 * Liberty injects nothing and says why in a log of its own only.
 */
final class ServerDataSource {

    private static final String ADDRESS_VARIABLE = "DATABASE_URL";

    /** The names that the server gives to what it is set up with. */
    @FunctionalInterface
    interface Names {

        DataSource lookup(String name) throws NamingException;
    }

    private final String name;
    private final Optional<String> address;
    private final Names names;

    /**
     * @param address where the database is, as it was set; absent when that is not known
     */
    ServerDataSource(String name, Optional<String> address, Names names) {
        this.name = name;
        this.address = address;
        this.names = names;
    }

    /** The one that everything is kept in. */
    static ServerDataSource ofTheServer() {
        return new ServerDataSource(DatabaseHealth.DATA_SOURCE, configuredAddress(), InitialContext::doLookup);
    }

    /**
     * Looks it up.
     *
     * @throws StartFailedException if there is none, or none that can be used
     */
    DataSource find() {
        try {
            DataSource found = names.lookup(name);
            if (found != null) {
                return found;
            }
            throw failed("the server has none of that name");
        } catch (NamingException e) {
            throw failed(DatabaseFailure.of(e).map(DatabaseFailure::explanation)
                    .orElseGet(() -> "the server has none of that name (" + DatabaseText.oneLine(e) + ")"));
        }
    }

    /** Its name, and its address without credentials where that is known. */
    String description() {
        return name + address.map(url -> " (" + shown(url) + ")").orElse("");
    }

    private StartFailedException failed(String why) {
        return new StartFailedException(OneLine.of("Roomcast cannot use the data source " + description() + ": "
                + why));
    }

    private static String shown(String url) {
        String shown = DatabaseText.address(url);
        return shown.contains("@") ? "(hidden)" : shown;
    }

    /** Only on Open Liberty is it the application's variable; elsewhere it may be anybody's. */
    private static Optional<String> configuredAddress() {
        if (HostServer.current() != HostServer.OPEN_LIBERTY) {
            return Optional.empty();
        }
        try {
            return ConfigProvider.getConfig().getOptionalValue(ADDRESS_VARIABLE, String.class);
        } catch (NoSuchElementException | IllegalArgumentException unresolvedExpression) {
            return Optional.empty();
        }
    }
}
