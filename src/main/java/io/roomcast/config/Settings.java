package io.roomcast.config;

import io.roomcast.home.Home;

/**
 * All settings, read and checked at the start. Immutable.
 *
 * @param webSocket      the WebSocket API
 * @param mqtt           the broker
 * @param bridge         what is published to it
 * @param access         where keys come from
 * @param directories    where files are
 * @param events         what is kept of sensor events
 * @param simulation     the simulated home
 * @param prediction     how it is predicted
 * @param trackingSource who is the tracking manager
 * @param home           the rooms and sensors of {@code rooms.yaml}
 * @param sensors        where sensor events come from
 */
public record Settings(
        WebSocketSettings webSocket,
        MqttSettings mqtt,
        BridgeSettings bridge,
        AccessSettings access,
        Directories directories,
        EventSettings events,
        SimulationSettings simulation,
        PredictionSettings prediction,
        TrackingSource trackingSource,
        Home home,
        SensorSettings sensors) {
}
