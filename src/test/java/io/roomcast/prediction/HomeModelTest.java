package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HomeModelTest {

    private static final Instant BEGAN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant UNTIL = BEGAN.plus(Duration.ofDays(3));
    private static final List<RoomId> ROOMS = Stream.of("kitchen", "hall", "study").map(RoomId::new).toList();
    private static final Home HOME = new Home(ZoneOffset.UTC, ROOMS.stream().map(Room::named).toList(), List.of(),
            Home.DEFAULT_HOLD_OFF, Map.of());

    private final HomeHistory history = threeDays();

    @Test
    void roomsThatAreLearnedSideBySideAreLearnedTheSame() {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            HomeModel oneByOne = HomeModel.learn(history, UNTIL, "1", (done, total) -> { });

            HomeModel sideBySide = HomeModel.learn(history, UNTIL, "1", workers, (done, total) -> { });

            assertThat(forecasts(sideBySide)).isEqualTo(forecasts(oneByOne));
            assertThat(sideBySide.models()).allMatch(model -> model.of(true).isPresent() && model.of(false).isPresent());
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void bothWaysTellHowFarTheyAre() {
        List<String> oneByOne = new ArrayList<>();
        List<String> sideBySide = new ArrayList<>();

        HomeModel.learn(history, UNTIL, "1", (done, total) -> oneByOne.add(done + "/" + total));
        HomeModel.learn(history, UNTIL, "1", Runnable::run, (done, total) -> sideBySide.add(done + "/" + total));

        assertThat(oneByOne).containsExactly("0/3", "1/3", "2/3", "3/3");
        assertThat(sideBySide).isEqualTo(oneByOne);
    }

    @Test
    void whoIsToldOfTheProgressCanEndItAndNobodyReadsOn() {
        ExecutorService workers = Executors.newSingleThreadExecutor();
        try {
            AtomicInteger atWork = new AtomicInteger();
            List<Runnable> begun = new ArrayList<>();

            assertThatThrownBy(() -> HomeModel.learn(history, UNTIL, "1", task -> {
                begun.add(task);
                atWork.incrementAndGet();
                workers.execute(() -> {
                    task.run();
                    atWork.decrementAndGet();
                });
            }, (done, total) -> {
                throw new CancellationException("enough");
            })).isInstanceOf(CancellationException.class).hasMessage("enough");

            assertThat(begun).hasSize(ROOMS.size());
            assertThat(atWork.get()).isLessThanOrEqualTo(1);
        } finally {
            workers.shutdown();
        }
    }

    private List<List<Double>> forecasts(HomeModel model) {
        Forecaster forecaster = new Forecaster(history);
        forecaster.adopt(model);
        return ROOMS.stream().map(room -> forecaster.forecast(room, UNTIL)).map(forecast -> Stream.concat(
                Stream.of(forecast.minutes(), forecast.confidence(), forecast.median()), forecast.occupancy().stream()).toList()).toList();
    }

    /** Every room is in use for a quarter of an hour, now and then, at times that differ from room to room. */
    private static HomeHistory threeDays() {
        HomeHistory history = new HomeHistory(HOME);
        for (Instant hour = BEGAN; hour.isBefore(UNTIL); hour = hour.plus(Duration.ofHours(1))) {
            for (int place = 0; place < ROOMS.size(); place++) {
                if (Math.floorMod(hour.getEpochSecond() / 3600 * (place + 2), 5) < 3) {
                    Instant from = hour.plus(Duration.ofMinutes(7 + 11 * place));
                    history.changed(ROOMS.get(place), Occupancy.OCCUPIED, from);
                    history.changed(ROOMS.get(place), Occupancy.VACANT, from.plus(Duration.ofMinutes(5)));
                }
            }
        }
        return history;
    }
}
