/**
 * Statistics that accuracy and drift share. A day is the unit throughout: what happens within a day hangs together, so that a hundred
 * events of one day are not a hundred pieces of evidence.
 *
 * <p>Plain numbers; uses nothing else of Roomcast.
 */
package io.roomcast.tracking.statistics;
