package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Occupancy;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which of a room's sensors saw somebody tells what will come. */
class SensorFeaturesTest {

    private static final RoomId LIVING_ROOM = new RoomId("living_room");
    private static final RoomId HALL = new RoomId("hall");
    private static final Sensor SEAT = new Sensor("binary_sensor.seat", SensorKind.PRESENCE, LIVING_ROOM);
    private static final Sensor DOOR = new Sensor("binary_sensor.door", SensorKind.MOTION, LIVING_ROOM);
    private static final Sensor ONLY = new Sensor("binary_sensor.hall", SensorKind.MOTION, HALL);
    private static final int DAYS = 14;
    private static final double MINUTES_ON_THE_SEAT = 90;
    private static final double MINUTES_PASSING = 8;

    private final HomeHistory history = new HomeHistory(home(List.of(SEAT, DOOR, ONLY)));
    private final Random random = new Random(7);

    @Test
    void whoSitsDownStaysAndWhoPassesLeaves() {
        HomeModel model = HomeModel.learn(livedIn(), at(DAYS, 0), "1", (done, total) -> { });

        comesIn(at(DAYS, 10), SEAT);
        double afterTheSeat = forecast(model, history, at(DAYS, 12)).median();
        history.evidenceEnded(SEAT, at(DAYS, 70));
        history.changed(LIVING_ROOM, Occupancy.VACANT, at(DAYS, 75));
        comesIn(at(DAYS, 310), DOOR);
        double afterTheDoor = forecast(model, history, at(DAYS, 312)).median();

        assertThat(afterTheSeat).isBetween(60.0, 110.0);
        assertThat(afterTheDoor).isBetween(1.0, 25.0);
    }

    @Test
    void whatASensorSeesLaterChangesNoAnswer() {
        HomeModel model = HomeModel.learn(livedIn(), at(DAYS, 0), "1", (done, total) -> { });
        HomeHistory later = history.copy();
        later.evidenceBegan(SEAT, at(DAYS, 31));
        later.evidenceEnded(SEAT, at(DAYS, 32));

        Forecast with = forecast(model, later, at(DAYS, 30));

        assertThat(with.distribution().quantile(0.3)).isEqualTo(forecast(model, history, at(DAYS, 30)).distribution().quantile(0.3));
    }

    @Test
    void aRoomsOnlySensorTellsNoMoreThanTheRoom() {
        double until = Minutes.of(at(DAYS, 0));
        Features features = Features.of(history, history.place(HALL), until);

        assertThat(features.sensors()).containsExactly(SEAT.entityId(), DOOR.entityId());
        assertThat(Features.of(history, history.place(LIVING_ROOM), until).sensors()).containsExactly(SEAT.entityId(), DOOR.entityId());
    }

    @Test
    void aModelServesOnWhenASensorIsGone() {
        HomeModel model = HomeModel.learn(livedIn(), at(DAYS, 0), "1", (done, total) -> { });
        HomeHistory without = new HomeHistory(home(List.of(DOOR, ONLY)));
        without.evidenceBegan(DOOR, at(DAYS, 10));
        without.changed(LIVING_ROOM, Occupancy.OCCUPIED, at(DAYS, 10));

        Forecast forecast = forecast(model, without, at(DAYS, 12));

        assertThat(forecast.modelVersion()).isEqualTo("1");
        assertThat(forecast.median()).isBetween(1.0, 1440.0);
    }

    private HomeHistory livedIn() {
        for (int day = 0; day < DAYS; day++) {
            for (int minute = 60; minute < 1200; minute += 240) {
                boolean sits = random.nextBoolean();
                double came = minute + random.nextInt(60);
                double left = came + (sits ? MINUTES_ON_THE_SEAT : MINUTES_PASSING) * (0.9 + 0.2 * random.nextDouble());
                comesIn(at(day, came), sits ? SEAT : DOOR);
                history.evidenceEnded(sits ? SEAT : DOOR, at(day, left - 5));
                history.changed(LIVING_ROOM, Occupancy.VACANT, at(day, left));
            }
        }
        return history;
    }

    private void comesIn(Instant at, Sensor seenBy) {
        history.evidenceBegan(seenBy, at);
        history.changed(LIVING_ROOM, Occupancy.OCCUPIED, at);
    }

    private static Forecast forecast(HomeModel model, HomeHistory history, Instant now) {
        Forecaster forecaster = new Forecaster(history);
        forecaster.adopt(model);
        return forecaster.forecast(LIVING_ROOM, now);
    }

    private static Instant at(int day, double minute) {
        return Minutes.toInstant(Minutes.of(Homes.START) + day * Minutes.DAY + minute);
    }

    private static Home home(List<Sensor> sensors) {
        return new Home(ZoneOffset.UTC, List.of(Room.named(LIVING_ROOM), Room.named(HALL)), sensors, Home.DEFAULT_HOLD_OFF, Map.of());
    }
}
