package io.roomcast.prediction.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private record Asked(double predicted, double confidence, double median, double truth) {
    }

    @Test
    void anAnswerIsRightUpToFifteenMinutesOff() {
        Scores scores = new Scores();

        scores.add(20, 0.5, 20, 35);
        scores.add(20, 0.5, 20, 35.1);
        scores.add(35, 0.5, 35, 20);

        assertThat(scores.figures().within15()).isEqualTo(2 / 3.0, EXACT);
    }

    @Test
    void farAheadAFifthOfTheTimeIsNearEnough() {
        Scores scores = new Scores();

        scores.add(400, 0.1, 400, 500);
        scores.add(399, 0.1, 399, 500);

        assertThat(scores.figures().within15()).isZero();
        assertThat(scores.figures().within15Or20()).isEqualTo(0.5, EXACT);
    }

    @Test
    void theErrorIsThatOfTheMedianAnswerCappedAtADay() {
        Scores scores = new Scores();

        scores.add(15, 0.5, 30, 40);
        scores.add(15, 0.5, 1400, 9999);
        scores.add(15, 0.5, 5, 105);
        scores.add(15, 0.5, 0.5, 2.5);

        assertThat(scores.figures().meanErrorMinutes()).isEqualTo((10 + 40 + 100 + 2) / 4.0, EXACT);
        assertThat(scores.figures().medianErrorMinutes()).isEqualTo(25, EXACT);
    }

    @Test
    void theBrierScoreAndTheCalibrationErrorAreThoseOfBeingRight() {
        Scores scores = new Scores();

        scores.add(15, 0.92, 15, 15);
        scores.add(15, 0.98, 15, 600);
        scores.add(15, 1, 15, 15);
        scores.add(15, 0.25, 15, 600);

        // In the last bin 2.90 was promised and 2 kept, in the third 0.25 and 0.
        assertThat(scores.figures().calibrationError()).isEqualTo((0.90 + 0.25) / 4, EXACT);
        assertThat(scores.figures().brier()).isEqualTo((0.08 * 0.08 + 0.98 * 0.98 + 0 + 0.25 * 0.25) / 4, EXACT);
    }

    @Test
    void aQuestionThatWasNotAnsweredIsWrong() {
        Scores scores = new Scores();

        scores.addUnanswered(5);
        scores.add(15, 1, 5, 5);

        Figures figures = scores.figures();
        assertThat(figures.questions()).isEqualTo(2);
        assertThat(figures.answered()).isEqualTo(0.5, EXACT);
        assertThat(figures.within15()).isEqualTo(0.5, EXACT);
        assertThat(figures.within15Or20()).isEqualTo(0.5, EXACT);
        assertThat(figures.const15()).isEqualTo(1, EXACT);
        assertThat(figures.meanErrorMinutes()).isEqualTo(1435 / 2.0, EXACT);
        assertThat(figures.brier()).isZero();
    }

    @Test
    void occupancyIsScoredAtEachHorizonByItself() {
        Scores scores = new Scores();

        scores.addOccupancy(1, 0.8, 0.5, true);
        scores.addOccupancy(1, 0.5, 0.5, true);
        scores.addOccupancy(1, 0.6, 0.5, false);
        scores.addOccupancy(1, 0.1, 0.5, false);
        scores.addOccupancy(3, 1, 0.25, false);

        Figures.AtHorizon half = scores.figures().horizons().get(1);
        assertThat(half.questions()).isEqualTo(4);
        assertThat(half.brier()).isEqualTo((0.04 + 0.25 + 0.36 + 0.01) / 4, EXACT);
        assertThat(half.climatologyBrier()).isEqualTo(0.25, EXACT);
        assertThat(half.skill()).isEqualTo(1 - 0.165 / 0.25, EXACT);
        assertThat(half.correlation()).isEqualTo((2 * 1 - 1 * 0) / Math.sqrt(3 * 2 * 2 * 1), EXACT);
        assertThat(half.logLoss()).isEqualTo(-(Math.log(0.8) + Math.log(0.5) + Math.log(0.4) + Math.log(0.9)) / 4, EXACT);
        assertThat(scores.figures().horizons().get(3).logLoss()).isEqualTo(-Math.log(1e-6), EXACT);
        assertThat(scores.figures().horizons().get(3).correlation()).isZero();
    }

    @Test
    void withoutQuestionsThereAreNoFigures() {
        Figures figures = new Scores().figures();

        assertThat(figures.questions()).isZero();
        assertThat(figures.within15()).isNaN();
        assertThat(figures.meanErrorMinutes()).isNaN();
        assertThat(figures.medianErrorMinutes()).isNaN();
        assertThat(figures.calibrationError()).isNaN();
        assertThat(figures.horizons()).allSatisfy(horizon -> assertThat(horizon.correlation()).isNaN());
    }

    @Test
    void roomsCountEquallyHoweverOftenTheyWereAskedAbout() {
        Scores busy = new Scores();
        Scores quiet = new Scores();
        for (int i = 0; i < 9; i++) {
            busy.add(15, 1, 15, 15);
            busy.addOccupancy(0, 0, 0.5, true);
        }
        quiet.add(15, 0, 15, 600);
        quiet.addOccupancy(0, 0, 1, false);

        Figures mean = Figures.mean(List.of(busy.figures(), quiet.figures(), new Scores().figures()));

        assertThat(mean.questions()).isEqualTo(10);
        assertThat(mean.within15()).isEqualTo(0.5, EXACT);
        assertThat(mean.horizons().get(0).skill()).isEqualTo(1 - 0.5 / 0.625, EXACT);
    }

    @Test
    void byConfidenceItIsToldHowOftenOneDaresToSpeakAndIsRight() {
        Scores scores = new Scores();
        scores.add(15, 0.9, 15, 15);
        scores.add(15, 0.7, 15, 600);
        scores.add(15, 0.69, 15, 15);
        scores.add(15, 0.1, 15, 15);

        Selective selective = scores.selective();

        assertThat(Selective.thresholds()).containsExactly(0.5, 0.6, 0.7, 0.8, 0.9);
        assertThat(selective.coverage(0)).isEqualTo(0.75, EXACT);
        assertThat(selective.accuracy(0)).isEqualTo(2 / 3.0, EXACT);
        assertThat(selective.coverage(2)).isEqualTo(0.5, EXACT);
        assertThat(selective.accuracy(2)).isEqualTo(0.5, EXACT);
        assertThat(selective.coverage(4)).isEqualTo(0.25, EXACT);
        assertThat(selective.accuracy(4)).isEqualTo(1, EXACT);
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        Scores scores = new Scores();

        assertThatIllegalArgumentException().isThrownBy(() -> scores.add(15, 1.01, 15, 15));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.add(15, Double.NaN, 15, 15));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.add(-1, 0.5, 15, 15));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.add(15, 0.5, Double.NaN, 15));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.add(15, 0.5, 15, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.addOccupancy(0, -0.1, 0.5, true));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.addOccupancy(0, 0.5, Double.NaN, true));
    }

    @Property
    void figuresDoNotDependOnTheOrder(@ForAll("questions") List<Asked> asked, @ForAll long seed) {
        List<Asked> shuffled = new ArrayList<>(asked);
        Collections.shuffle(shuffled, new Random(seed));

        Figures one = of(asked);
        Figures other = of(shuffled);

        assertThat(other.within15()).isEqualTo(one.within15());
        assertThat(other.within15Or20()).isEqualTo(one.within15Or20());
        assertThat(other.medianErrorMinutes()).isEqualTo(one.medianErrorMinutes());
        assertThat(other.meanErrorMinutes()).isEqualTo(one.meanErrorMinutes(), within(1e-9));
        assertThat(other.calibrationError()).isEqualTo(one.calibrationError(), within(1e-9));
        assertThat(other.brier()).isEqualTo(one.brier(), within(1e-9));
    }

    @Property
    void sharesAreShares(@ForAll("questions") List<Asked> asked) {
        Figures figures = of(asked);

        assertThat(List.of(figures.within15(), figures.within15Or20(), figures.const15(), figures.calibrationError(), figures.brier()))
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
        assertThat(figures.within15Or20()).isGreaterThanOrEqualTo(figures.within15());
        assertThat(figures.meanErrorMinutes()).isBetween(0.0, 1440.0);
    }

    @Provide
    Arbitrary<List<Asked>> questions() {
        Arbitrary<Double> minutes = Arbitraries.doubles().between(0, 2000);
        return Combinators.combine(minutes, Arbitraries.doubles().between(0, 1), minutes, minutes).as(Asked::new)
                .list().ofMinSize(1).ofMaxSize(200);
    }

    private static Figures of(List<Asked> asked) {
        Scores scores = new Scores();
        asked.forEach(one -> scores.add(one.predicted(), one.confidence(), one.median(), one.truth()));
        return scores.figures();
    }
}
