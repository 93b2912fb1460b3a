package io.roomcast.tracking.accuracy;

import io.roomcast.prediction.scoring.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Questions to be written down: column by column, since there are thousands. Those that are decided come first.
 *
 * @param kinds          what kind each is of, as its place in {@link Kind}
 * @param askedAt        when each was asked
 * @param predicted      what was answered to each: minutes
 * @param confidence     how likely these are right
 * @param median         minutes
 * @param said           probability of occupancy, for each of the horizons of each
 * @param climatology    what the climatology said of these
 * @param occupied       how the room was at these, see {@link Sight}
 * @param horizonsPassed how many of its horizons each has passed
 * @param truth          minutes it took; no number where that is not known
 * @param decidedAt      when those were decided that are
 */
record QuestionsMemory(byte[] kinds, Moments askedAt, double[] predicted, double[] confidence, double[] median, double[] said,
        double[] climatology, byte[] occupied, byte[] horizonsPassed, double[] truth, Moments decidedAt) {

    private static final int HORIZONS = Scores.horizons().length;

    /**
     * @throws IllegalArgumentException if the columns do not fit together
     */
    QuestionsMemory {
        int size = kinds.length;
        if (askedAt.size() != size || predicted.length != size || confidence.length != size || median.length != size
                || said.length != size * HORIZONS || climatology.length != size * HORIZONS || occupied.length != size * HORIZONS
                || horizonsPassed.length != size || truth.length != size || decidedAt.size() > size) {
            throw new IllegalArgumentException("columns of " + size + " questions do not fit together");
        }
    }

    /** @param questions those that are decided first */
    static QuestionsMemory of(List<Question> questions) {
        List<Question.Known> known = questions.stream().map(Question::known).toList();
        return new QuestionsMemory(
                bytes(known, one -> new byte[] {(byte) one.kind().ordinal()}),
                Moments.of(known.stream().map(one -> one.answer().askedAt()).toList()),
                numbers(known, one -> one.answer().predictedMinutes()),
                numbers(known, one -> one.answer().confidence()),
                numbers(known, one -> one.answer().medianMinutes()),
                known.stream().flatMap(one -> one.answer().occupied().stream()).mapToDouble(Double::doubleValue).toArray(),
                known.stream().flatMapToDouble(one -> Arrays.stream(one.climatology())).toArray(),
                bytes(known, one -> Sight.of(one.occupied())),
                bytes(known, one -> new byte[] {(byte) one.horizonsPassed()}),
                numbers(known, Question.Known::truth),
                Moments.of(known.stream().flatMap(one -> one.decidedAt().stream()).toList()));
    }

    private static double[] numbers(List<Question.Known> known, ToDoubleFunction<Question.Known> number) {
        return known.stream().mapToDouble(number).toArray();
    }

    private static byte[] bytes(List<Question.Known> known, Function<Question.Known, byte[]> some) {
        byte[] all = new byte[0];
        int filled = 0;
        for (Question.Known one : known) {
            byte[] next = some.apply(one);
            if (all.length == 0) {
                all = new byte[known.size() * next.length];
            }
            System.arraycopy(next, 0, all, filled, next.length);
            filled += next.length;
        }
        return all;
    }

    /** The questions again, in the same order. */
    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            questions.add(new Question(known(i)));
        }
        return questions;
    }

    private Question.Known known(int index) {
        int from = index * HORIZONS;
        Answer answer = new Answer(askedAt.get(index), predicted[index], confidence[index], median[index],
                Arrays.stream(said, from, from + HORIZONS).boxed().toList());
        Boolean[] seen = new Boolean[HORIZONS];
        for (int i = 0; i < HORIZONS; i++) {
            seen[i] = Sight.isOccupied(occupied[from + i]);
        }
        Optional<Instant> decided = index < decidedAt.size() ? Optional.of(decidedAt.get(index)) : Optional.empty();
        return new Question.Known(Kind.values()[kinds[index]], answer, Arrays.copyOfRange(climatology, from, from + HORIZONS), seen,
                horizonsPassed[index], truth[index], decided);
    }
}
