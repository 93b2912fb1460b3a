package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.RoomsFile;
import io.roomcast.home.Episodes;
import io.roomcast.home.Home;
import io.roomcast.home.RecordedHomes;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.home.SensorEvent;
import io.roomcast.source.simulated.SimulatedHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The simulated home beside recorded ones: drawn into {@code target/simulated-home.html}, and compared. */
class SimulatedHomeFigureTest {

    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 12);
    private static final int WEEKS = 6;
    /** Recorded homes are as far apart as that from each other, and the simulated one is another home. */
    private static final double TOLERANCE = 1.25;

    @Test
    void theSimulatedHomeIsBetweenRecordedOnesOrNearTo() throws IOException {
        Map<String, Episodes> recorded = new LinkedHashMap<>();
        for (String name : List.of("ordonez_b", "aras_a", "kasteren_c")) {
            recorded.put(name, recorded(RecordedHomes.named(name)));
        }
        Map<String, Episodes> all = new LinkedHashMap<>();
        all.put("simulated", simulated());
        all.putAll(recorded);

        Files.writeString(Path.of("target", "simulated-home.html"), QuantileFigure.page(all));

        assertBetween("occupied", Episodes::occupied, all.get("simulated"), recorded);
        assertBetween("vacant", Episodes::vacant, all.get("simulated"), recorded);
    }

    private static void assertBetween(String what, Function<Episodes, List<Double>> side, Episodes simulated, Map<String, Episodes> recorded) {
        double[] found = Episodes.quantiles(side.apply(simulated));
        List<double[]> known = recorded.values().stream().map(side).map(Episodes::quantiles).toList();
        for (int i = 0; i < found.length; i++) {
            int quantile = i;
            double least = known.stream().mapToDouble(values -> values[quantile]).min().orElseThrow();
            double most = known.stream().mapToDouble(values -> values[quantile]).max().orElseThrow();
            assertThat(found[i]).as("quantile %d of %s", i, what).isBetween(least / TOLERANCE, most * TOLERANCE);
        }
    }

    private static Episodes simulated() {
        SimulatedHome home = new SimulatedHome(1,
                new Home(ZoneId.of("Europe/Berlin"), List.of(), List.of(), Home.DEFAULT_HOLD_OFF, Map.of()));
        return Episodes.of(home.home(), receiver -> BEGIN.datesUntil(BEGIN.plusWeeks(WEEKS))
                .forEach(date -> home.events(date).forEach(receiver)));
    }

    private static Episodes recorded(RecordedHome recorded) {
        Home home = RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, Home.DEFAULT_HOLD_OFF);
        return Episodes.of(home, receiver -> read(recorded, receiver));
    }

    private static void read(RecordedHome recorded, Consumer<SensorEvent> receiver) {
        try (Recording recording = Recording.open(recorded.events(), ZoneOffset.UTC, Duration.ZERO, (line, why) -> {
            throw new AssertionError("line " + line + " " + why);
        })) {
            for (Optional<SensorEvent> event = recording.next(); event.isPresent(); event = recording.next()) {
                receiver.accept(event.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
