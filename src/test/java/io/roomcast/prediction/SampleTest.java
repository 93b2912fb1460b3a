package io.roomcast.prediction;

import static io.roomcast.prediction.Homes.BEDROOM;
import static io.roomcast.prediction.Homes.at;
import static org.assertj.core.api.Assertions.assertThat;

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

    private Sample sample(double step) {
        int place = history.place(BEDROOM);
        return Sample.of(history, Features.of(history, place, END), place, Minutes.of(at(0, 0, 2)), END, false, step);
    }
}
