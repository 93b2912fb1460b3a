package io.roomcast.tracking.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.RoomsFile;
import io.roomcast.home.Home;
import io.roomcast.home.RecordedHomes;
import io.roomcast.home.RecordedHomes.RecordedHome;
import io.roomcast.home.SensorEvent;
import io.roomcast.prediction.HomeModel;
import io.roomcast.source.Recording;
import io.roomcast.tracking.Drift;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded homes lived through once more with their forecasts, whose models are replaced by the schedule that serves: how often there is
 * an alarm without any change when the loss of predictions has its say.
 */
class ServedDriftTest {

    private static final int MONTH_DAYS = 30;

    @ParameterizedTest
    @ValueSource(strings = {"ordonez_b", "kasteren_c"})
    void thereIsAtMostOneAlarmAMonthWithoutAChange(String name) throws IOException {
        RecordedHome recorded = RecordedHomes.named(name);
        Home home = RoomsFile.read(recorded.rooms()).home(ZoneOffset.UTC, Home.DEFAULT_HOLD_OFF);
        List<Drift> drifts = new ArrayList<>();
        LiveHome live = new LiveHome(home, "test", Duration.ofHours(1), announcement -> {
            if (announcement instanceof Drift drift) {
                drifts.add(drift);
            }
        });

        long days = live(recorded, live);

        assertThat(drifts.stream().map(Drift::at).distinct().count()).as(drifts.toString())
                .isLessThanOrEqualTo(Math.max(1, days / MONTH_DAYS));
    }

    private static long live(RecordedHome recorded, LiveHome live) throws IOException {
        RetrainingSchedule schedule = RetrainingSchedule.standard();
        Instant began = Instant.MAX;
        Instant due = Instant.MAX;
        Instant now = Instant.MIN;
        try (Recording recording = Recording.open(recorded.events(), ZoneOffset.UTC, Duration.ZERO, (line, why) -> { })) {
            for (Optional<SensorEvent> next = recording.next(); next.isPresent(); next = recording.next()) {
                now = next.get().at();
                if (!live.isLive()) {
                    began = now;
                    due = schedule.first(began);
                    live.goLive(now);
                }
                if (!now.isBefore(due)) {
                    live.advance(now.minusMillis(1));
                    live.adopt(HomeModel.learn(live.history(), now.minusMillis(1), now.toString(), (done, total) -> { }));
                    due = schedule.next(began, now);
                }
                live.accept(List.of(next.get()), now);
            }
        }
        live.advance(now);
        return Duration.between(began, now).toDays();
    }
}
