package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.metrics.RecordedMetrics;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.source.EmbeddedTracking.Platform;
import io.roomcast.tracking.SensorSource;
import io.roomcast.tracking.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rooms Home Assistant may have an area made for by what the bridge tells it. */
class AreasTest {

    private static final Room HALL = Room.named(new RoomId("hall"));
    private static final Room LOUNGE = new Room(new RoomId("living_room"), "Lounge");
    private static final Room HOUSE = Room.named(new RoomId("home"));

    private static final Home WHOLE = home(List.of(LOUNGE, HALL, HOUSE), Map.of(HOUSE.id(), Set.of(LOUNGE.id(), HALL.id())));
    private static final Optional<SystemStatus.HomeAssistant> HOME_ASSISTANT =
            Optional.of(new SystemStatus.HomeAssistant(true, 2, Optional.empty()));

    private final ManualTimer timer = new ManualTimer();

    private EmbeddedTracking tracking(Optional<SystemStatus.HomeAssistant> homeAssistant) {
        Source source = new Source(homeAssistant, Optional.empty());
        EmbeddedTracking tracking = tracking(source);
        source.sink.home(WHOLE);
        return tracking;
    }

    private EmbeddedTracking tracking(Source source) {
        EmbeddedTracking tracking = new EmbeddedTracking(source, Duration.ofMinutes(5), new MemoryEvents(),
                new MemoryModels(), new Platform(timer, timer, new RecordedMetrics()), told -> { }, report -> { });
        tracking.start();
        return tracking;
    }

    private static Home home(List<Room> rooms, Map<RoomId, Set<RoomId>> parts) {
        return new Home(ZoneId.of("UTC"), rooms, List.of(), Home.DEFAULT_HOLD_OFF, Map.of(), parts);
    }

    /** Of which rooms.yaml names one, and Home Assistant tells the others. */
    private static final class Source implements SensorSource {

        private final Optional<SystemStatus.HomeAssistant> homeAssistant;
        private final Optional<Home> before;
        private Sink sink;

        Source(Optional<SystemStatus.HomeAssistant> homeAssistant, Optional<Home> before) {
            this.homeAssistant = homeAssistant;
            this.before = before;
        }

        @Override
        public Optional<SystemStatus.HomeAssistant> homeAssistant() {
            return homeAssistant;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Home home() {
            return before.orElseGet(this::configured);
        }

        @Override
        public Home configured() {
            return AreasTest.home(List.of(LOUNGE), Map.of());
        }

        @Override
        public void start(Optional<Instant> since, Sink receiver) {
            sink = receiver;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    @Test
    void whereHomeAssistantHasTheRoomsItIsToldOfNoAreaThatItDoesNotHave() {
        try (EmbeddedTracking tracking = tracking(HOME_ASSISTANT)) {
            assertThat(tracking.mayBeArea(HALL.id())).isTrue();
            assertThat(tracking.mayBeArea(LOUNGE.id())).as("named by rooms.yaml").isFalse();
            assertThat(tracking.mayBeArea(HOUSE.id())).as("made of rooms").isFalse();
        }
    }

    @Test
    void soItIsInAHomeThatWasFoundBefore() {
        try (EmbeddedTracking tracking = tracking(new Source(HOME_ASSISTANT, Optional.of(WHOLE)))) {
            assertThat(tracking.mayBeArea(HALL.id())).isTrue();
            assertThat(tracking.mayBeArea(LOUNGE.id())).isFalse();
            assertThat(tracking.mayBeArea(HOUSE.id())).isFalse();
        }
    }

    @Test
    void elsewhereEachRoomMayBeOne() {
        try (EmbeddedTracking tracking = tracking(Optional.empty())) {
            assertThat(tracking.mayBeArea(LOUNGE.id())).isTrue();
        }
    }
}
