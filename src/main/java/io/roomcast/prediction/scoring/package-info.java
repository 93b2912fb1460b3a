/**
 * How answers to "when will this room change, and will it be occupied then?" are scored, the same offline and live.
 *
 * <p>{@link io.roomcast.prediction.scoring.Scores} gathers one room's answers and gives {@link io.roomcast.prediction.scoring.Figures};
 * {@link io.roomcast.prediction.scoring.Const15} and {@link io.roomcast.prediction.scoring.Climatology} are what any predictor has to be
 * held against. Plain numbers in minutes; no clock and no I/O.
 */
package io.roomcast.prediction.scoring;
