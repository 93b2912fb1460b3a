package io.roomcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTextTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/roomcast;USER=sa;PASSWORD=geheim, jdbc:h2:file:/data/roomcast",
        "jdbc:postgresql://db:5432/roomcast?user=me&password=geheim, jdbc:postgresql://db:5432/roomcast",
        "jdbc:postgresql://me:geheim@db/roomcast, jdbc:postgresql://db/roomcast",
        "jdbc:h2:mem:x, jdbc:h2:mem:x",
    })
    void anAddressIsShownWithoutSettingsAndCredentials(String url, String shown) {
        assertThat(DatabaseText.address(url)).isEqualTo(shown);
    }

    @Test
    void aMessageIsShownOnOneLineWithoutStatementAndCredentials() {
        SQLException failure = new SQLException("No luck with jdbc:x://me:geheim@db;PASSWORD=geheim;user = me\n  at all; SQL statement:\nselect geheim");

        assertThat(DatabaseText.oneLine(failure)).isEqualTo("No luck with jdbc:x://db;PASSWORD=…;user=… at all");
    }

    @Test
    void theGeneralAdviceOfTheDriverIsLeftOut() {
        SQLException failure = new SQLException(
                "Database may be already in use: \"x.mv.db\". Possible solutions: close all other connection(s) [90020-232] DSRA0010E: SQL State = 90020");

        assertThat(DatabaseText.oneLine(failure)).isEqualTo("Database may be already in use: \"x.mv.db\"");
    }

    @Test
    void aFailureWithoutAMessageIsShownByItsKind() {
        assertThat(DatabaseText.oneLine(new SQLException())).isEqualTo("SQLException");
    }
}
