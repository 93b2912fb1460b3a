package io.roomcast.source.simulated;

/**
 * Somebody is somewhere for a while.
 *
 * @param from  since when, in milliseconds since 1970
 * @param until when it ends, the same
 */
record Stay(Place place, Activity activity, long from, long until) {
}
