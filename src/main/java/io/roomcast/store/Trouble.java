package io.roomcast.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What goes wrong with databases, in plain words, told from the codes of H2 and PostgreSQL. */
enum Trouble {
    /** Somebody else changed the same rows; trying again helps. */
    CONFLICT("another transaction was faster", "try again",
            "23505", "40001", "40P01", "55P03", "HYT00", "90131"),
    IN_USE("another process has it open", "stop that process, or give this server a database of its own",
            "90020"),
    DAMAGED("its file is damaged or of another version of H2", "restore it from a backup, or move the file away to begin with an empty one",
            "90030", "90048"),
    NO_DRIVER("the server has no JDBC driver for it", "copy the driver's JAR to usr/shared/resources/jdbc of Open "
            + "Liberty or to lib of Payara's domain, or correct the address, which begins with jdbc:"),
    FULL("the disk is full", "free some space", "53100"),
    UNWRITABLE("its file cannot be opened or written", "check that the directory exists and that the server may write there",
            "90028", "90031", "90062", "90097", "25006"),
    REFUSED("it refuses the user or the password", "check both where the data source is set up",
            "28000", "28P01"),
    FORBIDDEN("its user lacks a right", "grant the user the right to create and change tables",
            "42501", "90040", "90096"),
    MISSING("there is no database of that name", "create it, or correct the address of the data source",
            "3D000", "90013", "90146", "90149"),
    UNREACHABLE("it does not answer", "check that it runs and that the address is right",
            "08001", "08003", "08004", "08006", "53300", "57P01", "57P02", "57P03", "90067"),
    CLOSED("it was closed after an error", "see the log for what came before; it is opened again by itself",
            "90098", "90121"),
    UNSUITABLE("it does not take this value", "see the cause",
            "22001", "22021", "22003", "23502", "23503"),
    OTHER("it failed", "see the cause");

    /** What Open Liberty, the JDK and Payara say of it. */
    private static final List<String> MISSING_DRIVER = List.of(
            "No implementations of java.sql.Driver", "No suitable driver",
            "Class name is wrong or classpath is not set");
    private static final List<String> FULL_DISK =
            List.of("no space left on device", "not enough space on the disk", "disk quota exceeded", "file too large");

    private final String words;
    private final String remedy;
    private final Set<String> codes;

    Trouble(String words, String remedy, String... codes) {
        this.words = words;
        this.remedy = remedy;
        this.codes = Set.of(codes);
    }

    static Trouble of(SQLException failure) {
        if (isFullDisk(failure)) {
            return FULL;
        }
        if (isMissingDriver(failure)) {
            return NO_DRIVER;
        }
        String code = String.valueOf(failure.getSQLState());
        for (Trouble trouble : values()) {
            if (trouble.codes.contains(code)) {
                return trouble;
            }
        }
        return OTHER;
    }

    String words() {
        return words;
    }

    String remedy() {
        return remedy;
    }

    private static boolean isMissingDriver(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        return MISSING_DRIVER.stream().anyMatch(text::contains);
    }

    private static boolean isFullDisk(Throwable failure) {
        for (Throwable cause : DatabaseFailure.causes(failure)) {
            String text = cause instanceof IOException && cause.getMessage() != null ? cause.getMessage().toLowerCase(Locale.ROOT) : "";
            if (FULL_DISK.stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }
}
