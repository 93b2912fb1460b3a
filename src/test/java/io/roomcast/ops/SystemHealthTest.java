package io.roomcast.ops;

import static io.roomcast.tracking.ComponentState.DISABLED;
import static io.roomcast.tracking.ComponentState.DOWN;
import static io.roomcast.tracking.ComponentState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.SystemStatus.Health;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemHealthTest {

    @Test
    void aNodeIsHealthyWhenNothingIsDown() {
        assertThat(health(Map.of("database", UP, "mqtt", UP, "home_assistant", DISABLED))).isEqualTo(Health.HEALTHY);
        assertThat(health(Map.of())).isEqualTo(Health.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "mqtt", "tracker", "home_assistant", "something_new"})
    void oneComponentThatIsDownOnlyDegradesIt(String component) {
        assertThat(health(Map.of(component, DOWN))).isEqualTo(Health.DEGRADED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt", "tracker", "home_assistant"})
    void withoutInputAndWithoutStoreItIsUnhealthy(String input) {
        assertThat(health(Map.of(input, DOWN, "database", DOWN))).isEqualTo(Health.UNHEALTHY);
    }

    @Test
    void inputsThatAreDownLeaveItDegradedAsLongAsTheStoreWorks() {
        assertThat(health(Map.of("mqtt", DOWN, "tracker", DOWN, "database", UP))).isEqualTo(Health.DEGRADED);
    }

    @Test
    void aNodeThatStopsIsUnhealthyHoweverWellItsComponentsAre() {
        assertThat(SystemHealth.of(Map.of("database", UP, "mqtt", UP), "mqtt", true)).isEqualTo(Health.UNHEALTHY);
    }

    @Test
    void aBrokerThatIsOnlyPublishedToIsNoInput() {
        assertThat(SystemHealth.of(Map.of("database", DOWN, "mqtt", DOWN, "tracker", UP), "embedded", false)).isEqualTo(Health.DEGRADED);
        assertThat(SystemHealth.of(Map.of("database", DOWN, "mqtt", DOWN, "tracker", UP), "mqtt", false)).isEqualTo(Health.UNHEALTHY);
    }

    private static Health health(Map<String, ComponentState> components) {
        return SystemHealth.of(components, "mqtt", false);
    }
}
