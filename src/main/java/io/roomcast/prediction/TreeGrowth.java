package io.roomcast.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Grows one {@link SurvivalTree}: each node takes the best of some random questions, by how much it tells of the class of the time. */
final class TreeGrowth {

    /** Bounds, in minutes, of the classes of time that a question should tell apart. */
    private static final double[] CLASSES = {15, 30, 45, 60, 90, 120, 180, 300, 480, 720};
    private static final int LEAF = 8;
    private static final double LEAST_GAIN = 1e-6;
    private static final int TRIES_PER_FEATURE = 2;
    /** In a home of many rooms not every feature is looked at, and the range of a feature is taken from some of the moments. */
    private static final int MOST_DRAWS = 32;
    private static final int RANGE_SAMPLE = 100;

    /** The features of the moments drawn, one after the other: a question reads one feature of many moments. */
    private final float[][] columns;
    private final byte[] classes;
    private final short[] bins;
    private final byte[][] outcomes;
    private final int[] order;
    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();
    private final int[] whole = new int[CLASSES.length + 1];
    private final int[] left = new int[CLASSES.length + 1];

    private TreeGrowth(Sample sample, double[] minutes, int[] drawn, RandomGenerator random) {
        this.random = random;
        int size = drawn.length;
        this.columns = new float[sample.moments().get(0).features().length][size];
        this.classes = new byte[size];
        this.bins = new short[size];
        this.outcomes = new byte[size][];
        this.order = new int[size];
        for (int i = 0; i < size; i++) {
            float[] features = sample.moments().get(drawn[i]).features();
            for (int feature = 0; feature < features.length; feature++) {
                columns[feature][i] = features[feature];
            }
            classes[i] = classOf(minutes[drawn[i]]);
            bins[i] = (short) TimeGrid.bin(minutes[drawn[i]]);
            outcomes[i] = sample.outcomes()[drawn[i]];
            order[i] = i;
        }
    }

    /**
     * @param minutes the time to the transition for each moment of the sample
     * @param drawn   the moments that count, at least one
     */
    static SurvivalTree grow(Sample sample, double[] minutes, int[] drawn, RandomGenerator random) {
        TreeGrowth growth = new TreeGrowth(sample, minutes, drawn, random);
        growth.node(0, drawn.length);
        return growth.tree();
    }

    private int node(int from, int to) {
        int place = nodes.size();
        nodes.add(null);
        Question question = to - from < 2 * LEAF ? null : bestQuestion(from, to);
        if (question == null) {
            nodes.set(place, new Node(-1, 0, from, to));
        } else {
            int middle = partition(question, from, to);
            node(from, middle);
            int second = node(middle, to);
            nodes.set(place, new Node(question.feature, question.threshold, place + 1, second));
        }
        return place;
    }

    private Question bestQuestion(int from, int to) {
        Arrays.fill(whole, 0);
        for (int i = from; i < to; i++) {
            whole[classes[order[i]]]++;
        }
        int size = to - from;
        double entropy = entropy(whole, size);
        double best = LEAST_GAIN;
        Question found = null;
        int stride = Math.max(1, size / RANGE_SAMPLE);
        for (int draw = Math.max(4, Math.min(MOST_DRAWS, columns.length * 2 / 3)); draw > 0 && entropy > LEAST_GAIN; draw--) {
            int feature = random.nextInt(columns.length);
            float[] column = columns[feature];
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int i = from; i < to; i += stride) {
                float value = column[order[i]];
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            for (int attempt = 0; attempt < TRIES_PER_FEATURE && low < high; attempt++) {
                float threshold = random.nextBoolean()
                        ? low + random.nextFloat() * (high - low)
                        : column[order[from + random.nextInt(size)]];
                double gain = gain(column, threshold, from, to, entropy);
                if (gain > best) {
                    best = gain;
                    found = new Question(feature, threshold);
                }
            }
        }
        return found;
    }

    private double gain(float[] column, float threshold, int from, int to, double entropy) {
        Arrays.fill(left, 0);
        int size = to - from;
        int smaller = 0;
        for (int i = from; i < to; i++) {
            int moment = order[i];
            int isSmaller = column[moment] < threshold ? 1 : 0;
            left[classes[moment]] += isSmaller;
            smaller += isSmaller;
        }
        if (smaller < LEAF || size - smaller < LEAF) {
            return 0;
        }
        double both = entropy(left, smaller);
        for (int i = 0; i < left.length; i++) {
            left[i] = whole[i] - left[i];
        }
        return entropy - both - entropy(left, size - smaller);
    }

    private int partition(Question question, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            if (columns[question.feature][order[low]] < question.threshold) {
                low++;
            } else {
                int swapped = order[low];
                order[low] = order[high];
                order[high--] = swapped;
            }
        }
        return low;
    }

    private SurvivalTree tree() {
        int horizons = TimeGrid.HORIZONS.length;
        int[] packed = new int[nodes.size() * SurvivalTree.NODE];
        float[] occupied = new float[nodes.size() * horizons];
        int leaves = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean leaf = node.feature < 0;
            packed[i * SurvivalTree.NODE] = leaf ? -1 - leaves : node.feature;
            packed[i * SurvivalTree.NODE + 1] = leaf ? node.first : Float.floatToRawIntBits(node.threshold);
            packed[i * SurvivalTree.NODE + 2] = leaf ? node.second : node.second * SurvivalTree.NODE;
            if (leaf) {
                System.arraycopy(occupied(node.first, node.second), 0, occupied, leaves++ * horizons, horizons);
            }
        }
        short[] times = new short[order.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = bins[order[i]];
        }
        return new SurvivalTree(packed, times, Arrays.copyOf(occupied, leaves * horizons));
    }

    /** The share of occupied outcomes at each horizon, drawn a little towards one half. */
    private float[] occupied(int from, int to) {
        float[] shares = new float[TimeGrid.HORIZONS.length];
        for (int h = 0; h < shares.length; h++) {
            int count = 0;
            int ones = 0;
            for (int i = from; i < to; i++) {
                int outcome = outcomes[order[i]][h];
                count += outcome >= 0 ? 1 : 0;
                ones += outcome > 0 ? 1 : 0;
            }
            shares[h] = (ones + 0.1f) / (count + 0.2f);
        }
        return shares;
    }

    /** Shannon's entropy of the whole, not of each of its parts: in nats times its size. */
    private static double entropy(int[] counts, int size) {
        double sum = 0;
        for (int count : counts) {
            if (count > 0) {
                sum -= count * Math.log((double) count / size);
            }
        }
        return sum;
    }

    private static byte classOf(double minutes) {
        byte index = 0;
        while (index < CLASSES.length && minutes > CLASSES[index]) {
            index++;
        }
        return index;
    }

    private record Question(int feature, float threshold) {
    }

    /** At a leaf the feature is -1, and the children are where its moments begin and end. */
    private record Node(int feature, float threshold, int first, int second) {
    }
}
