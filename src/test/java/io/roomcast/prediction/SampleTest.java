package io.roomcast.prediction;

import static io.roomcast.prediction.Homes.BEDROOM;
import static io.roomcast.prediction.Homes.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.home.Occupancy;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final int DAYS = 3;
    private static final double END = Minutes.of(at(DAYS, 0, 0));

    private final HomeHistory history = Homes.regular(DAYS, 5, 1);

    @Test
    void aShortTimeIsLookedAtMoreClosely() {
        assertThat(Sample.finestStep(7 * Minutes.DAY)).isEqualTo(5);
        assertThat(Sample.finestStep(40 * Minutes.DAY)).isEqualTo(10);
        assertThat(Sample.finestStep(180 * Minutes.DAY)).isEqualTo(Sample.QUARTER);
    }

    @Test
    void onlyMomentsRightAfterATransitionAreRepeated() {
        Sample asked = sample(Sample.QUARTER);
        long afterTransition = asked.moments().stream().filter(moment -> moment.elapsed() == 0).count();

        Sample repeated = asked.withTransitionsRepeated(3);

        assertThat(afterTransition).isEqualTo(DAYS);
        assertThat(repeated.size()).isEqualTo(asked.size() + 2 * DAYS);
        assertThat(repeated.moments().stream().filter(moment -> moment.elapsed() == 0)).hasSize(3 * DAYS);
        assertThat(repeated.minutes()).hasSize(repeated.size());
        assertThat(repeated.censored()).hasSize(repeated.size());
        assertThat(repeated.outcomes()).hasNumberOfRows(repeated.size());
    }

    @Test
    void aFinerSampleHoldsTheCoarserOne() {
        assertThat(sample(5).moments().stream().map(Moment::minute))
                .containsAll(sample(Sample.QUARTER).moments().stream().map(Moment::minute).toList());
    }

    @Test
    void aTimeThatRunsIntoOneOfWhichNothingIsKnownIsNotFinished() {
        Homes.change(history, BEDROOM, Occupancy.UNKNOWN, at(DAYS, 3, 0));
        Homes.change(history, BEDROOM, Occupancy.OCCUPIED, at(DAYS, 3, 20));
        Homes.change(history, BEDROOM, Occupancy.VACANT, at(DAYS, 7, 0));
        int place = history.place(BEDROOM);

        Sample night = Sample.of(history, Features.of(history, place, END), place, Minutes.of(at(DAYS, 2, 0)),
                Minutes.of(at(DAYS, 4, 0)), true, Sample.QUARTER);
        Sample morning = Sample.of(history, Features.of(history, place, END), place, Minutes.of(at(DAYS, 3, 30)),
                Minutes.of(at(DAYS, 8, 0)), true, Sample.QUARTER);

        assertThat(night.moments().stream().map(moment -> moment.minute() - Minutes.of(at(DAYS, 2, 0))))
                .as("none while nothing was known, nor when it was known again").containsExactly(0.0, 15.0, 30.0, 45.0, 90.0, 105.0);
        assertThat(night.minutes()).containsExactly(60, 45, 30, 15, 30, 15);
        assertThat(night.censored()).containsOnly(true);
        assertThat(night.outcomes()[3]).as("neither at three is anything known, nor after the end").containsExactly(-1, -1, 1, -1);
        assertThat(morning.censored()).containsOnly(false);
        assertThat(morning.minutes()[0]).isEqualTo(210);
        assertThat(morning.moments().get(0).elapsed()).as("in bed since yesterday").isGreaterThan(240);
    }

    private Sample sample(double step) {
        int place = history.place(BEDROOM);
        return Sample.of(history, Features.of(history, place, END), place, Minutes.of(at(0, 0, 2)), END, false, step);
    }
}
