package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.RoomId;
import io.roomcast.source.TrackerTopic.Kind;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerTopicTest {

    private static final String PREFIX = "occupancy/predictions";

    @ParameterizedTest
    @CsvSource({"kitchen/prediction, PREDICTION, kitchen", "kitchen/state, STATE, kitchen", "kitchen/accuracy, ACCURACY, kitchen",
        "kitchen/drift, DRIFT, kitchen", "system/prediction, PREDICTION, system", "alerts, ALERT,", "system/status, STATUS,",
        "bridge/availability, AVAILABILITY,", "bed room/state, STATE,", "a/b/state, STATE,", "/state, STATE,"})
    void aTopicTellsWhatIsSaidAndOfWhichRoom(String rest, Kind kind, String room) {
        assertThat(TrackerTopic.parse(PREFIX, PREFIX + "/" + rest))
                .contains(new TrackerTopic(kind, Optional.ofNullable(room).map(RoomId::new)));
    }

    @ParameterizedTest
    @CsvSource({"occupancy/predictions/state", "occupancy/predictions", "occupancy/alerts", "other/predictions/kitchen/state",
        "occupancy/predictions/kitchen/moods", "occupancy/predictions/kitchen/alerts"})
    void otherTopicsAreNone(String topic) {
        assertThat(TrackerTopic.parse(PREFIX, topic)).isEmpty();
    }

    @Property
    void anyTopicIsOneOrNone(@ForAll String topic) {
        assertThat(TrackerTopic.parse(PREFIX, topic)).isEmpty();
        assertThat(TrackerTopic.parse(PREFIX, PREFIX + "/" + topic + "/state"))
                .hasValueSatisfying(found -> assertThat(found.roomId()).isEqualTo(RoomId.parse(topic)));
    }

    @Test
    void everyKindIsHeardOnce() {
        assertThat(TrackerTopic.LATEST).doesNotContainAnyElementsOf(TrackerTopic.CRITICAL);
        assertThat(TrackerTopic.LATEST.size() + TrackerTopic.CRITICAL.size()).isEqualTo(Kind.values().length);
        assertThat(Kind.DRIFT.filter(PREFIX)).isEqualTo("occupancy/predictions/+/drift");
        assertThat(Kind.STATUS.filter(PREFIX)).isEqualTo("occupancy/predictions/system/status");
    }
}
