package io.roomcast.config;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variables that Kubernetes sets in every container for each Service of its namespace, and Docker for a
 * link. For one named {@code mqtt} these are {@code MQTT_PORT=tcp://10.0.0.1:1883}, {@code MQTT_SERVICE_HOST} and more.
 * They are no settings.
 */
final class ServiceLink {

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+");
    private static final Pattern NAMES = Pattern.compile(
            "\\w+_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?|ENV_\\w+|NAME)");

    private ServiceLink() {
    }

    /**
     * Whether the value is that of a service and no setting: one named {@code mqtt} is common. The port of the
     * WebSocket API is read by the server too, which cannot do without a number.
     */
    static boolean isIgnored(String property, String value) {
        return property.equals(SettingsTable.BROKER_PORT.name()) && isAddress(value);
    }

    /** Whether the text is the address of a service, which no port is set to. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text.strip()).matches();
    }

    /** Whether the variable comes from a service. */
    static boolean isOne(Map.Entry<String, String> variable) {
        return NAMES.matcher(variable.getKey()).matches()
                || variable.getKey().endsWith("_PORT") && isAddress(variable.getValue());
    }
}
