/**
 * How good the predictions are, room by room, with nothing left out: every prediction is scored, at the latest when it can no longer be
 * right, and the answer "in 15 minutes" and the climatology are always scored beside it.
 *
 * <p>{@link io.roomcast.tracking.accuracy.AccuracyTracker} is told of questions, transitions and the time. Plain Java; uses
 * {@code home}, {@code prediction.scoring} and the announcements of {@code tracking}.
 */
package io.roomcast.tracking.accuracy;
