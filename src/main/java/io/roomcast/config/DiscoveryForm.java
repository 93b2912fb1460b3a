package io.roomcast.config;

/** How Home Assistant is told over MQTT of what there is. The names in settings are these in lower case. */
public enum DiscoveryForm {
    /** One message for each device; Home Assistant understands it from 2024.11 on. */
    DEVICE,
    /** One message for each entity. */
    ENTITY,
    /** Not at all. */
    OFF
}
