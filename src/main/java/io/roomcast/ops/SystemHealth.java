package io.roomcast.ops;

import io.roomcast.store.DatabaseHealth;
import io.roomcast.tracking.ComponentState;
import io.roomcast.tracking.SystemStatus.Health;
import java.util.Map;

/** The rule that makes one word of the components' states. */
final class SystemHealth {

    /** The component that stands for the store. */
    static final String DATABASE = DatabaseHealth.COMPONENT;
    /** The component that stands for the broker. */
    static final String MQTT = "mqtt";
    /** The component that stands for the source of predictions. */
    static final String TRACKER = "tracker";
    /** The component that stands for Home Assistant's own interface. */
    static final String HOME_ASSISTANT = "home_assistant";

    private SystemHealth() {
    }

    /**
     * The whole in one word. A node that hears nothing new but has its store still serves what it knows and keeps alerts, and
     * one that has lost its store still passes predictions on; only without both is there nothing left that it is for. The broker
     * brings something new only where it brings the predictions.
     *
     * @param source whose predictions these are: {@code mqtt} or {@code embedded}
     */
    static Health of(Map<String, ComponentState> components, String source, boolean stopping) {
        boolean noInput = isDown(components, TRACKER) || isDown(components, HOME_ASSISTANT)
                || source.equals(MQTT) && isDown(components, MQTT);
        if (stopping || noInput && isDown(components, DATABASE)) {
            return Health.UNHEALTHY;
        }
        return components.containsValue(ComponentState.DOWN) ? Health.DEGRADED : Health.HEALTHY;
    }

    private static boolean isDown(Map<String, ComponentState> components, String name) {
        return components.get(name) == ComponentState.DOWN;
    }
}
