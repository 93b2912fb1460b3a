/**
 * How good are the predictions? A command that replays a recorded home through the classes that serve, writes down every answer, scores
 * them all, and shows the figures.
 *
 * <p>{@link io.roomcast.evaluation.EvaluateCommand} is where it begins; the server knows nothing of it. Uses {@code source} to read
 * recordings, {@code config} to read what the home is, {@code tracking} and {@code prediction} for the answers and their scores.
 */
package io.roomcast.evaluation;
