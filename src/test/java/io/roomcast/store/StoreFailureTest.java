package io.roomcast.store;

import static io.roomcast.store.Fixtures.NOON;
import static io.roomcast.store.Fixtures.alert;
import static io.roomcast.store.Fixtures.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.roomcast.store.DatabaseProbe.Finding;
import io.roomcast.tracking.StoreUnavailableException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see while the database cannot do its work. */
class StoreFailureTest {

    @TempDir
    Path directory;

    @Test
    void aFullDiskIsRefusedBeforeTheDatabaseRunsIntoIt() {
        try (TestDatabase database = TestDatabase.h2File(directory.resolve("roomcast"))) {
            JpaAlertStore store = database.store(new DiskSpace(directory, Long.MAX_VALUE));

            assertThatThrownBy(() -> store.record(alert("a1", NOON), Set.of(client("alice"))))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageStartingWith("The database could not store an alert: the disk of " + directory + " is full; free some space");
            assertThat(store.pendingTotal()).isZero();
        }
    }

    @Test
    void aDiskWithRoomIsNoObjection() {
        assertThat(new DiskSpace(directory, 1).objection()).isEmpty();
        assertThat(new DiskSpace(directory.resolve("gone"), 1).objection()).isPresent();
    }

    @Test
    void theGuardOfAnH2FileLooksAtItsDiskAndAMemoryDatabaseHasNone() {
        try (TestDatabase file = TestDatabase.h2File(directory.resolve("roomcast")); TestDatabase memory = TestDatabase.h2InMemory()) {
            assertThat(file.guard()).isInstanceOf(DiskSpace.class);
            assertThat(memory.guard()).isNotInstanceOf(DiskSpace.class);
        }
    }

    @Test
    void aFileThatMayNotGrowIsToldAsAFullDiskAndLosesNothing() throws Exception {
        Path shell = Path.of("/bin/sh");
        assumeTrue(Files.isExecutable(shell), "no /bin/sh on this machine to limit the size of files with");
        Path file = directory.resolve("limited");
        List<String> command = new ArrayList<>(List.of(shell.toString(), "-c", "ulimit -f 800 && exec \"$@\"", "sh"));
        command.addAll(Forked.command(FillDisk.class, file.toString()));

        List<String> lines = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().inputReader().lines().toList();

        String last = lines.get(lines.size() - 1);
        assertThat(last).startsWith("refused The database could not store an alert: the disk is full; free some space");
        try (TestDatabase database = TestDatabase.h2File(file)) {
            assertThat(database.store().pendingTotal()).isEqualTo(lines.stream().filter(line -> line.startsWith("recorded")).count());
            assertThat(database.store().record(alert("after", NOON), Set.of(client("alice")))).hasSize(1);
        }
    }

    @Test
    void aDatabaseThatGoesAwayIsToldAndFoundAgain() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            TestDatabase database = new TestDatabase(server.dataSource(), () -> { });
            JpaAlertStore store = database.store();
            DatabaseProbe probe = new DatabaseProbe(server.dataSource(), Optional::empty);
            store.record(alert("a1", NOON), Set.of(client("alice")));
            assertThat(probe.probe().problem()).isEmpty();

            server.halt();

            assertThat(probe.probe().problem()).get().asString().startsWith("it does not answer; check that it runs");
            assertThatThrownBy(() -> store.record(alert("a2", NOON), Set.of(client("alice"))))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageStartingWith("The database could not store an alert: it does not answer");

            server.boot();

            assertThat(probe.probe()).extracting(Finding::problem).isEqualTo(Optional.empty());
            assertThat(store.record(alert("a2", NOON), Set.of(client("alice")))).hasSize(1);
            assertThat(store.pendingCount(client("alice"))).isEqualTo(2);
            database.close();
        }
    }

    @Test
    void aCommitThatFailsIsToldLikeAnyOtherFailure() {
        RollbackException rollback = new RollbackException("the commit failed");
        rollback.initCause(new SQLException("connection reset", "08006"));
        JpaAlertStore store = new JpaAlertStore(failing(new TransactionalException("commit", rollback)), Optional::empty);

        assertThatThrownBy(store::pendingTotal)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("it does not answer")
                .hasMessageContaining("connection reset");
    }

    @Test
    void aFailureWithoutACodeIsToldToo() {
        JpaAlertStore store = new JpaAlertStore(failing(new PersistenceException("out of order")), Optional::empty);

        assertThatThrownBy(store::pendingTotal)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("The database could not count the open acknowledgements: it failed; see the cause (out of order)");
    }

    @Test
    void thePoolsOwnExceptionWithoutACodeGivesWayToItsCause() {
        SQLException pool = new SQLException("Error in allocating a connection", new SQLException("password wrong", "28P01"));

        assertThat(DatabaseFailure.of(pool)).map(DatabaseFailure::trouble).contains(Trouble.REFUSED);
        assertThat(DatabaseFailure.of(new SQLException("who knows"))).map(DatabaseFailure::trouble).contains(Trouble.OTHER);
    }

    @Test
    void aMistakeInTheProgramIsNotBlamedOnTheDatabase() {
        JpaAlertStore store = new JpaAlertStore(failing(new IllegalArgumentException("a bug")), Optional::empty);

        assertThatThrownBy(store::pendingTotal).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCollisionInsideABatchIsSeenAndTriedAgain() {
        BatchUpdateException batch = new BatchUpdateException("batch failed", "HY000", new int[0]);
        batch.setNextException(new SQLException("duplicate key", "23505"));
        AtomicInteger attempts = new AtomicInteger();
        Transactions once = new Transactions() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T run(Function<EntityManager, T> work) {
                if (attempts.incrementAndGet() < 3) {
                    throw new PersistenceException(batch);
                }
                return (T) (Long) 7L;
            }
        };

        assertThat(new JpaAlertStore(once, Optional::empty).pendingTotal()).isEqualTo(7);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aCollisionThatDoesNotEndIsGivenUp() {
        JpaAlertStore store = new JpaAlertStore(failing(new PersistenceException(new SQLException("again", "40001"))), Optional::empty);

        assertThatThrownBy(store::pendingTotal).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("another transaction was faster");
    }

    @Test
    void theProbeOfAClosedPoolSaysWhy() {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:file:/proc/nowhere/roomcast", "sa", "");

        Finding finding = new DatabaseProbe(pool, Optional::empty).probe();

        assertThat(finding.queryTime()).isEmpty();
        assertThat(finding.problem()).get().asString().contains("cannot be opened");
    }

    private static Transactions failing(RuntimeException failure) {
        return new Transactions() {
            @Override
            public <T> T run(Function<EntityManager, T> work) {
                throw failure;
            }
        };
    }
}
