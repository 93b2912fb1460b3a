package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.start.StartFailedException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Optional;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDataSourceTest {

    private static final String ADDRESS = "jdbc:mysql://me:geheim@db:3306/roomcast?password=geheim";

    private static ServerDataSource source(Optional<String> address, ServerDataSource.Names names) {
        return new ServerDataSource("jdbc/home", address, names);
    }

    @Test
    void aDataSourceOfTheServerIsFoundByItsName() {
        DataSource known = new JdbcDataSource();

        assertThat(source(Optional.empty(), name -> name.equals("jdbc/home") ? known : null).find()).isSameAs(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "DSRA4000E: No implementations of java.sql.Driver are found for dataSource[DefaultDataSource] with library x. "
                + "Searched in: [a.jar]",
        "No suitable driver found for jdbc:mysql://db",
        "Error in allocating a connection. Cause: Class name is wrong or classpath is not set for : com.mysql.Driver"})
    void aDriverThatIsMissingIsNamedWithTheAddressAndWhereItsArchiveBelongs(String message) {
        NamingException failure = new NamingException("no object for jdbc/home");
        failure.setRootCause(new SQLNonTransientException(message));

        assertThatThrownBy(() -> source(Optional.of(ADDRESS), name -> {
            throw failure;
        }).find()).isInstanceOf(StartFailedException.class).hasMessage(
                "Roomcast cannot use the data source jdbc/home (jdbc:mysql://db:3306/roomcast): the server has no "
                + "JDBC driver for it; "
                        + "copy the driver's JAR to usr/shared/resources/jdbc of Open Liberty or to lib of Payara's "
                        + "domain, "
                        + "or correct the address, which begins with jdbc:");
    }

    @Test
    void aNameThatTheServerDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> source(Optional.empty(), name -> {
            throw new NameNotFoundException("nothing there\n  at all");
        }).find()).isInstanceOf(StartFailedException.class)
                .hasMessage("Roomcast cannot use the data source jdbc/home: the server has none of that name (nothing "
                + "there at all)");
    }

    @Test
    void aNameThatStandsForNothingIsNamed() {
        assertThatThrownBy(() -> source(Optional.empty(), name -> null).find()).isInstanceOf(StartFailedException.class)
                .hasMessageContaining("jdbc/home", "none of that name");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:file:/data/roomcast;PASSWORD=geheim, jdbc:h2:file:/data/roomcast",
        "postgresql://me:geheim@db/roomcast, postgresql://db/roomcast", "me:geheim@db, (hidden)",
                "'jdbc:x:me/geheim@db', (hidden)"})
    void theAddressIsShownWithoutCredentials(String address, String shown) {
        assertThat(source(Optional.of(address), name -> null).description()).isEqualTo("jdbc/home (" + shown + ")");
    }

    @Test
    void aFailureToConnectForWantOfADriverSaysSo() {
        SQLException failure = new SQLException("Class name is wrong or classpath is not set for : "
                + "org.postgresql.ds.PGSimpleDataSource");

        assertThat(DatabaseFailure.of(failure).orElseThrow().explanation()).startsWith(
                "the server has no JDBC driver for it; ");
    }
}
