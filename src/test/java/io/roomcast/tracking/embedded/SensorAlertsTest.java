package io.roomcast.tracking.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Home;
import io.roomcast.home.Room;
import io.roomcast.home.RoomId;
import io.roomcast.home.Sensor;
import io.roomcast.home.SensorKind;
import io.roomcast.tracking.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SensorAlertsTest {

    private static final RoomId HALL = new RoomId("hall");
    private static final RoomId BATH = new RoomId("bath");
    private static final Instant LOST = Instant.parse("2026-01-15T14:00:00Z");
    private static final Instant BACK = LOST.plus(Duration.ofMinutes(7));

    private final List<Sensor> sensors = IntStream.range(0, 40)
            .mapToObj(i -> new Sensor("binary_sensor.s" + i, SensorKind.MOTION, i % 2 == 0 ? HALL : BATH)).toList();
    private final Home home = new Home(ZoneOffset.UTC, List.of(Room.named(HALL), Room.named(BATH)), sensors,
            Home.DEFAULT_HOLD_OFF, Map.of());
    private final List<Alert> announced = new ArrayList<>();
    private final SensorAlerts alerts = new SensorAlerts(home, announced::add);

    @Test
    void sensorsThatAreLostTogetherMakeOneAlertThatNamesThemAndOneWhenTheyAreBack() {
        alerts.begin();

        sensors.forEach(sensor -> alerts.lost(sensor, LOST));
        alerts.announceChanges(LOST);

        Alert alert = announced.get(0);
        assertThat(announced).hasSize(1);
        assertThat(alert.type()).isEqualTo(Alert.Type.SENSOR_UNAVAILABLE);
        assertThat(alert.roomId()).isEmpty();
        assertThat(alert.message()).startsWith("40 sensors").endsWith("and 35 more");
        assertThat(alert.details()).filteredOn(detail -> detail.name().equals("sensors")).singleElement().asString()
                .contains(sensors.stream().map(Sensor::entityId).toList());

        sensors.forEach(sensor -> alerts.back(sensor, BACK));
        alerts.announceChanges(BACK);

        assertThat(announced).hasSize(2).last().satisfies(recovery -> {
            assertThat(recovery.type()).isEqualTo(Alert.Type.SYSTEM_RECOVERED);
            assertThat(recovery.message()).startsWith("40 sensors count again");
        });
    }

    @Test
    void thoseThatAreBackFirstWaitForTheOthersForAWhile() {
        alerts.begin();
        sensors.forEach(sensor -> alerts.lost(sensor, LOST));
        alerts.announceChanges(LOST);

        alerts.back(sensors.get(0), BACK);
        alerts.announceChanges(BACK);
        assertThat(announced).hasSize(1);
        alerts.announceChanges(BACK.plus(SensorAlerts.RECOVERY_PATIENCE));
        assertThat(announced).hasSize(2).last().satisfies(recovery ->
                assertThat(recovery.message()).isEqualTo("The sensor binary_sensor.s0 in Hall counts again"));

        sensors.subList(1, 40).forEach(sensor -> alerts.back(sensor, BACK.plusSeconds(900)));
        alerts.announceChanges(BACK.plusSeconds(900));
        assertThat(announced).hasSize(3).last().satisfies(recovery ->
                assertThat(recovery.message()).startsWith("39 sensors count again"));
    }

    @Test
    void oneOfARoomIsThatRoomsAlertWithAnIdThatStaysTheSameAfterARestart() {
        alerts.lost(sensors.get(0), LOST);
        alerts.begin();
        alerts.announceChanges(BACK);

        assertThat(announced).singleElement().satisfies(alert -> {
            assertThat(alert.alertId()).isEqualTo("sensor_unavailable:" + LOST.toEpochMilli() + ":binary_sensor.s0");
            assertThat(alert.roomId()).hasValue(HALL);
            assertThat(alert.at()).isEqualTo(LOST);
        });
    }

    @Test
    void whatIsLostAndBackBeforeAnythingWasAnnouncedIsNoAlert() {
        alerts.begin();

        alerts.lost(sensors.get(0), LOST);
        alerts.back(sensors.get(0), LOST);
        alerts.announceChanges(LOST);

        assertThat(announced).isEmpty();
    }
}
