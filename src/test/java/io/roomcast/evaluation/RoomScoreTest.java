package io.roomcast.evaluation;

import static io.roomcast.tracking.embedded.HomeTrackerListener.Occasion.AFTER_TRANSITION;
import static io.roomcast.tracking.embedded.HomeTrackerListener.Occasion.ON_THE_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.roomcast.prediction.scoring.Figures;
import io.roomcast.tracking.embedded.HomeTrackerListener.Occasion;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Scores of a morning, against figures that were worked out by hand. */
class RoomScoreTest {

    private static final Offset<Double> EXACT = within(1e-12);

    /** One day to learn from; then an hour that counts. */
    private static final Period PERIOD = Period.of(OneRoom.at("2026-03-02T07:00:00"), OneRoom.at("2026-03-03T01:00:00"), 1);

    private final Truth truth = new OneRoom().occupied("2026-03-02T00:00:00", 60).occupied("2026-03-03T00:20:00", 30).truth(PERIOD);

    @Test
    void everyQuarterOfAnHourOnTheClockCounts() {
        RoomScore score = score(ON_THE_CLOCK,
                answer(ON_THE_CLOCK, "2026-03-03T00:00:00", 35, 0.8, 0.5),
                answer(ON_THE_CLOCK, "2026-03-03T00:15:00", 35, 0.6, 0.5),
                answer(ON_THE_CLOCK, "2026-03-03T00:30:00", 10, 0.4, 0.5),
                answer(ON_THE_CLOCK, "2026-03-03T00:45:00", 50, 0.2, 0.5));

        // It really took 20, 5, 20 and 5 minutes.
        Figures figures = score.figures();
        assertThat(figures.questions()).isEqualTo(4);
        assertThat(figures.answered()).isEqualTo(1);
        assertThat(figures.within15()).isEqualTo(0.5, EXACT);
        assertThat(figures.const15()).isEqualTo(1, EXACT);
        assertThat(figures.meanErrorMinutes()).isEqualTo((15 + 30 + 10 + 45) / 4.0, EXACT);
        assertThat(figures.brier()).isEqualTo((0.04 + 0.36 + 0.36 + 0.04) / 4, EXACT);
        assertThat(figures.calibrationError()).isEqualTo((0.2 + 0.6 + 0.6 + 0.2) / 4, EXACT);
        assertThat(score.selective().coverage(0)).isEqualTo(0.5, EXACT);
        assertThat(score.selective().accuracy(0)).isEqualTo(0.5, EXACT);
    }

    @Test
    void occupancyCountsAsFarAsTheRecordingTells() {
        RoomScore score = score(ON_THE_CLOCK,
                answer(ON_THE_CLOCK, "2026-03-03T00:00:00", 35, 0.8, 0.1),
                answer(ON_THE_CLOCK, "2026-03-03T00:15:00", 35, 0.6, 0.9),
                answer(ON_THE_CLOCK, "2026-03-03T00:30:00", 10, 0.4, 0.9),
                answer(ON_THE_CLOCK, "2026-03-03T00:45:00", 50, 0.2, 0.5));
        Figures figures = score.figures();

        // At 0:15 it was vacant, at 0:30 and 0:45 occupied; nobody knows of 1:00.
        assertThat(figures.horizons().get(0).questions()).isEqualTo(3);
        assertThat(figures.horizons().get(0).brier()).isEqualTo(0.01, EXACT);
        assertThat(figures.horizons().get(1).questions()).isEqualTo(2);
        assertThat(figures.horizons().get(2).questions()).isZero();
        assertThat(score.changed().get(0)).isEqualTo(1 / 3.0, EXACT);
        assertThat(score.changed().get(1)).isEqualTo(1, EXACT);
    }

    @Test
    void theClimatologyBesideItKnowsTheDaysBefore() {
        Figures figures = score(ON_THE_CLOCK, answer(ON_THE_CLOCK, "2026-03-03T00:00:00", 35, 0.8, 0.1)).figures();

        // The day before the room was occupied in the first four of 96 slots. Slots 1 and 2 had occupied neighbours, slot 3 one.
        double share = 4 / 96.0;
        double inside = (1 + share) / 2;
        double atTheEnd = (0.75 + share) / 2;
        double squares = inside * inside + (1 - inside) * (1 - inside) + (1 - atTheEnd) * (1 - atTheEnd);
        assertThat(figures.horizons().get(0).climatologyBrier()).isEqualTo(squares / 3, EXACT);
    }

    @Test
    void questionsAfterATransitionAreThoseOfTheRoom() {
        RoomScore score = score(AFTER_TRANSITION,
                answer(AFTER_TRANSITION, "2026-03-03T00:20:00", 15, 0.7, 0.5),
                answer(AFTER_TRANSITION, "2026-03-03T00:50:00", 15, 0.7, 0.5));

        // What comes after 0:50 is not known.
        assertThat(score.figures().questions()).isEqualTo(1);
        assertThat(score.figures().within15()).isEqualTo(1);
        assertThat(score.breakdown().byHour().get(0).asked()).isEqualTo(1);
        assertThat(score.breakdown().byConfidence().get(7).right()).isEqualTo(1);
    }

    @Test
    void aQuestionThatWasNotAnsweredIsWrongAndLeavesOccupancyToTheClimatology() {
        Figures figures = score(ON_THE_CLOCK,
                answer(ON_THE_CLOCK, "2026-03-03T00:15:00", 15, 0.6, 0.5),
                answer(AFTER_TRANSITION, "2026-03-03T00:30:00", 15, 0.6, 0.5),
                answer(ON_THE_CLOCK, "2026-03-03T00:31:00", 15, 0.6, 0.5)).figures();

        assertThat(figures.questions()).isEqualTo(4);
        assertThat(figures.answered()).isEqualTo(0.25, EXACT);
        assertThat(figures.within15()).isEqualTo(0.25, EXACT);
        assertThat(figures.horizons().get(1).skill()).isNotEqualTo(0);
        assertThat(score(ON_THE_CLOCK).figures().horizons().get(1).skill()).isZero();
    }

    private RoomScore score(Occasion occasion, Answer... answers) {
        return RoomScore.of(OneRoom.ID, occasion, List.of(answers), truth, PERIOD);
    }

    private static Answer answer(Occasion occasion, String askedAt, double minutes, double confidence, double chance) {
        return new Answer(OneRoom.ID, OneRoom.at(askedAt).toEpochMilli(), occasion, minutes, confidence, minutes, confidence,
                new double[] {chance, chance, chance, chance});
    }
}
