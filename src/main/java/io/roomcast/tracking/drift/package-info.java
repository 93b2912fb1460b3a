/**
 * Notices when a home is no longer lived in as it was: its daily pattern, its dwell times and sensors, or the relation between what is
 * known and what comes, which shows in the predictions' score.
 *
 * <p>{@link io.roomcast.tracking.drift.DriftDetector} is told what happens and looks back at every midnight. All tests compare whole days,
 * for only days are anything like independent. Plain Java; uses {@code home}, {@code tracking.statistics} and the announcements of
 * {@code tracking}.
 */
package io.roomcast.tracking.drift;
