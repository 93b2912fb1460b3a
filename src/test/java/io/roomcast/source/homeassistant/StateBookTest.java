package io.roomcast.source.homeassistant;

import static io.roomcast.home.SensorState.OFF;
import static io.roomcast.home.SensorState.ON;
import static io.roomcast.home.SensorState.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.SensorEvent;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The events are those that a real Home Assistant was heard to send. */
class StateBookTest {

    private static final Instant NOW = Instant.parse("2026-11-28T13:00:00Z");
    private static final String HALL = "binary_sensor.hall_motion";

    private final StateBook book = new StateBook();

    private List<SensorEvent> take(String event) {
        return book.take(Json.createReader(new StringReader(event)).readObject(), NOW);
    }

    @Test
    void whatIsAddedSaysWhatItIsAndSinceWhen() {
        assertThat(take("""
                {"a": {"binary_sensor.hall_motion": {"s": "off", "a": {"device_class": "motion", "friendly_name": "Hall motion"},
                 "c": "01M8H2V6M9XWA67CG2KC2PF4SE", "lc": 1795869743.7537103}}}"""))
                .containsExactly(new SensorEvent(HALL, Instant.parse("2026-11-28T12:42:23.753710Z"), OFF));
        assertThat(book.classes()).containsEntry(HALL, "motion");
        assertThat(book.present(HALL)).isPresent();
    }

    @Test
    void aChangeHasTheTimeAtWhichItHappened() {
        assertThat(take("""
                {"c": {"binary_sensor.hall_motion": {"+": {"s": "on", "lc": 1795869749.347347,
                 "c": {"user_id": "7693dd16217d4a35b3b0cf566560f821", "id": "01M8H2VC325QQY9JAE6WXQAM1T"}}}}}"""))
                .containsExactly(new SensorEvent(HALL, Instant.parse("2026-11-28T12:42:29.347347Z"), ON));
    }

    @Test
    void aChangeOfAttributesAloneIsNone() {
        assertThat(take("""
                {"c": {"binary_sensor.presence_engine": {"+": {"lu": 1795869797.7117333, "c": "01M8H2WVAFBYR4RPV5N0ZDHG02",
                 "a": {"friendly_name": "Presence engine"}}, "-": {"a": ["supported_features", "restored"]}}}}""")).isEmpty();
    }

    @Test
    void whatIsRemovedIsUnavailableNowAndItsDeviceClassIsKept() {
        take("""
                {"a": {"binary_sensor.hall_motion": {"s": "on", "a": {"device_class": "motion"}, "c": "x", "lc": 1795869743.75}}}""");

        assertThat(take("""
                {"r": ["binary_sensor.hall_motion", "binary_sensor.never_heard"]}"""))
                .containsExactly(new SensorEvent(HALL, NOW, UNAVAILABLE));
        assertThat(book.classes()).containsEntry(HALL, "motion");
        assertThat(book.present(HALL)).isEmpty();
    }

    @Test
    void whatIsNeitherOnNorOffCannotBeTold() {
        assertThat(List.of("unknown", "unavailable", "", "detected")).allSatisfy(state ->
                assertThat(States.of(HALL, state)).isEqualTo(UNAVAILABLE));
    }

    @Test
    void aPersonIsAtHomeOrElsewhere() {
        assertThat(States.of("person.anna", "home")).isEqualTo(ON);
        assertThat(List.of("not_home", "Work")).allSatisfy(state -> assertThat(States.of("person.anna", state)).isEqualTo(OFF));
        assertThat(States.of("person.anna", "unknown")).isEqualTo(UNAVAILABLE);
        take("""
                {"a": {"person.anna": {"s": "Work", "a": {"device_trackers": ["device_tracker.phone"]}, "c": "x", "lc": 1795869743.75},
                 "person.guest": {"s": "unknown", "a": {"device_trackers": []}, "c": "x", "lc": 1795869743.75}}}""");
        assertThat(book.classes()).isEqualTo(Map.of("person.anna", Aggregates.FOLLOWED_PERSON));
    }

    @Test
    void aDeviceThatIsTrackedIsAtHomeOrElsewhere() {
        assertThat(States.of("device_tracker.phone", "home")).isEqualTo(ON);
        assertThat(List.of("not_home", "Work")).allSatisfy(state ->
                assertThat(States.of("device_tracker.phone", state)).isEqualTo(OFF));
        assertThat(List.of("unknown", "unavailable", "")).allSatisfy(state ->
                assertThat(States.of("device_tracker.phone", state)).isEqualTo(UNAVAILABLE));
    }

    @Test
    void nonsenseIsPassedOver() {
        assertThat(take("""
                {"a": {"binary_sensor.one": 7, "binary_sensor.two": {"s": null, "a": []}}, "c": [], "r": {"x": 1}}""")).isEmpty();
        assertThat(take("""
                {"a": {"binary_sensor.one": {"s": "on", "lc": 1e300}}}""")).containsExactly(new SensorEvent("binary_sensor.one", NOW, ON));
    }
}
