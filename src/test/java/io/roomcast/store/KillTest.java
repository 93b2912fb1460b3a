package io.roomcast.store;

import static io.roomcast.store.Fixtures.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of writing: what a call returned from is there, and nothing is there by half. */
class KillTest {

    private static final int CALLS_BEFORE_THE_END = 200;

    @TempDir
    Path directory;

    @RepeatedTest(3)
    void whatACallReturnedFromSurvivesAKill() throws Exception {
        Path file = directory.resolve("roomcast");

        List<String> returned = linesUntilKilled(file);

        try (TestDatabase database = TestDatabase.h2File(file)) {
            Set<String> ofAlice = pending(database, "alice");
            Set<String> ofBob = pending(database, "bob");
            assertThat(ofAlice).containsAll(named(returned, "recorded"));
            assertThat(ofBob).doesNotContainAnyElementsOf(named(returned, "settled"));
            assertThat(ofAlice).containsAll(ofBob);
        }
    }

    private static List<String> linesUntilKilled(Path file) throws IOException, InterruptedException {
        Process writer = Forked.start(WriteUntilKilled.class, file.toString());
        BufferedReader output = writer.inputReader();
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (lines.size() == CALLS_BEFORE_THE_END) {
                // By the handle, since the process itself would close its output unread.
                writer.toHandle().destroyForcibly();
            }
        }
        writer.waitFor();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(CALLS_BEFORE_THE_END);
        return lines;
    }

    private static Set<String> named(List<String> lines, String verb) {
        return lines.stream()
                .filter(line -> line.startsWith(verb + " "))
                .map(line -> line.substring(verb.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pending(TestDatabase database, String client) {
        return database.store().pending(client(client), Set.of(), Integer.MAX_VALUE).stream()
                .map(found -> found.alert().alertId())
                .collect(Collectors.toSet());
    }
}
