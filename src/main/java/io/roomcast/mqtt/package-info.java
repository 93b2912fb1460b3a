/**
 * The connection to the MQTT broker: made, kept and made again, whatever happens to the broker; messages in, messages out.
 *
 * <p>Uses {@code config}, and of {@code tracking} only how a component reports itself. It is the only package that knows the MQTT
 * client library. Knows nothing of rooms and predictions: what topics mean is the business of those who subscribe and publish.
 */
package io.roomcast.mqtt;
