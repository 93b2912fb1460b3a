/**
 * The one place through which figures leave the application: a small port, so that the library behind it can be changed.
 * May be used by every package; uses none.
 */
package io.roomcast.metrics;
