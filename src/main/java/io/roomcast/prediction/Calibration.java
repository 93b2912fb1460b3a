package io.roomcast.prediction;

import java.util.Arrays;

/**
 * Makes a probability mean what it says, by what came of the last ones: the beta calibration of Kull, Silva Filho and Flach (2017),
 * {@code logit q = a ln p - b ln(1-p) + c}, fitted by Newton's method to a sliding window, and held near to no correction at all as long
 * as little is known. Increasing in p. For one thread.
 */
final class Calibration {

    private static final int WINDOW = 2000;
    private static final int REFIT_EVERY = 25;
    private static final int STEPS = 8;
    /** How firmly slopes and shift are held where they were: as by so much curvature of the log likelihood. */
    private static final double[] FIRMNESS = {30, 30, 6};
    private static final double[] NEUTRAL = {1, 1, 0};
    private static final double EDGE = 1e-4;

    private final float[] said = new float[WINDOW];
    private final boolean[] came = new boolean[WINDOW];
    private int count;
    private final double[] parameters = NEUTRAL.clone();

    /** The probability as it should have been. */
    double apply(double probability) {
        double[] x = inputs(probability);
        return 1 / (1 + Math.exp(-(parameters[0] * x[0] + parameters[1] * x[1] + parameters[2])));
    }

    /** Something of that probability, as it was before calibration, came or did not. */
    void learn(double probability, boolean happened) {
        said[count % WINDOW] = (float) probability;
        came[count % WINDOW] = happened;
        if (++count % REFIT_EVERY == 0) {
            fit();
        }
        if (count == 2 * WINDOW) {
            count = WINDOW;
        }
    }

    private void fit() {
        int size = Math.min(count, WINDOW);
        double[] now = parameters.clone();
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[3];
            double[][] curvature = new double[3][3];
            for (int i = 0; i < 3; i++) {
                gradient[i] = FIRMNESS[i] * (NEUTRAL[i] - now[i]);
                curvature[i][i] = FIRMNESS[i];
            }
            for (int row = 0; row < size; row++) {
                double[] x = inputs(said[row]);
                double probability = 1 / (1 + Math.exp(-(now[0] * x[0] + now[1] * x[1] + now[2])));
                double weight = probability * (1 - probability);
                for (int i = 0; i < 3; i++) {
                    gradient[i] += ((came[row] ? 1 : 0) - probability) * x[i];
                    for (int j = 0; j < 3; j++) {
                        curvature[i][j] += weight * x[i] * x[j];
                    }
                }
            }
            double[] change = solve(curvature, gradient);
            for (int i = 0; i < 3; i++) {
                now[i] += Math.max(-1, Math.min(1, change[i]));
            }
        }
        now[0] = Math.max(0.05, now[0]);
        now[1] = Math.max(0.05, now[1]);
        System.arraycopy(now, 0, parameters, 0, 3);
    }

    private static double[] inputs(double probability) {
        double p = Math.max(EDGE, Math.min(1 - EDGE, probability));
        return new double[] {Math.log(p), -Math.log(1 - p), 1};
    }

    /** Solves a positive definite system of three equations by elimination. */
    private static double[] solve(double[][] matrix, double[] right) {
        double[] result = right.clone();
        for (int pivot = 0; pivot < 3; pivot++) {
            for (int row = pivot + 1; row < 3; row++) {
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column < 3; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                result[row] -= factor * result[pivot];
            }
        }
        for (int row = 2; row >= 0; row--) {
            for (int column = row + 1; column < 3; column++) {
                result[row] -= matrix[row][column] * result[column];
            }
            result[row] /= matrix[row][row];
        }
        return result;
    }

    Memory memory() {
        int size = Math.min(count, WINDOW);
        int oldest = count > WINDOW ? count % WINDOW : 0;
        float[] probabilities = new float[size];
        boolean[] happened = new boolean[size];
        for (int i = 0; i < size; i++) {
            probabilities[i] = said[(oldest + i) % WINDOW];
            happened[i] = came[(oldest + i) % WINDOW];
        }
        return new Memory(probabilities, happened);
    }

    void restore(Memory memory) {
        count = Math.min(WINDOW, memory.said.length);
        System.arraycopy(memory.said, memory.said.length - count, said, 0, count);
        System.arraycopy(memory.came, memory.came.length - count, came, 0, count);
        fit();
    }

    @Override
    public String toString() {
        return Arrays.toString(parameters);
    }

    /** What it rests on, oldest first. */
    record Memory(float[] said, boolean[] came) {
    }
}
