package io.roomcast.home;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recorded homes, which are not part of the project: {@code NAME.csv.gz} beside {@code NAME.rooms.yaml}, in the directory that
 * {@code ROOMCAST_RECORDED_HOMES} names as a system property or in the environment, else in {@code ../shared/data} beside the
 * checkout, or in its {@code restricted}. Tests that need one are skipped without it.
 */
public final class RecordedHomes {

    private static final String PLACE = "ROOMCAST_RECORDED_HOMES";
    private static final String EVENTS = ".csv.gz";

    private RecordedHomes() {
    }

    /** A recorded home. */
    public record RecordedHome(String name, Path events, Path rooms) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** All that are there; skips the test if there are none. */
    public static List<RecordedHome> all() {
        List<RecordedHome> found = directories().filter(Files::isDirectory).flatMap(RecordedHomes::in).toList();
        assumeTrue(!found.isEmpty(), "no recorded homes: name their directory in " + PLACE);
        return found;
    }

    /** The one of that name; skips the test if it is not there. */
    public static RecordedHome named(String name) {
        Optional<RecordedHome> found = directories().map(directory -> home(directory, name))
                .filter(home -> Files.exists(home.events())).findFirst();
        assumeTrue(found.isPresent(), "no recorded home " + name + ": name its directory in " + PLACE);
        return found.orElseThrow();
    }

    private static Stream<Path> directories() {
        Path place = Optional.ofNullable(System.getProperty(PLACE)).or(() -> Optional.ofNullable(System.getenv(PLACE)))
                .map(Path::of)
                .orElseGet(() -> Path.of("").toAbsolutePath().resolveSibling("shared").resolve("data"));
        return Stream.of(place, place.resolve("restricted"));
    }

    private static Stream<RecordedHome> in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(EVENTS))
                    .map(file -> home(directory, file.substring(0, file.length() - EVENTS.length())))
                    .sorted(Comparator.comparing(RecordedHome::name))
                    .toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedHome home(Path directory, String name) {
        return new RecordedHome(name, directory.resolve(name + EVENTS), directory.resolve(name + ".rooms.yaml"));
    }
}
