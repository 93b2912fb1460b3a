/**
 * The settings as typed records, and where they come from.
 *
 * <p>Also the one place that knows which application server this runs on. Uses {@code home}; may be used by every package but
 * {@code home}, {@code tracking} and {@code metrics}.
 */
package io.roomcast.config;
