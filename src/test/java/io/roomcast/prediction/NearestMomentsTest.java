package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class NearestMomentsTest {

    private static final int DAYS = 12;

    /** The search stops early by the clock; looking at every moment must find nothing nearer. */
    @Property(tries = 40)
    void nothingNearerIsMissed(@ForAll @LongRange(min = 1, max = 1000) long seed, @ForAll @DoubleRange(max = 1439) double minuteOfDay) {
        HomeHistory history = Homes.regular(DAYS, 40, seed);
        Features features = Features.of(history, 1, Minutes.of(Homes.at(DAYS, 0, 0)));
        Sample sample = Sample.of(history, features, 1, history.began(), Minutes.of(Homes.at(DAYS, 0, 0)), false, Sample.QUARTER);
        NearestMoments nearest = NearestMoments.learn(sample, features.others().length);
        int asked = IntStream.range(0, sample.size()).filter(i -> nearest.minutesOfDay()[i] >= minuteOfDay).findFirst().orElse(0);
        Moment moment = features.at(history, sample.moments().stream().map(Moment::minute)
                .filter(minute -> features.at(history, minute).minuteOfDay() == nearest.minutesOfDay()[asked])
                .findFirst().orElseThrow());
        float[] here = NearestMoments.position(moment.features(), features.others().length);

        NearestMoments.Neighbours found = nearest.near(moment);

        double[] all = Arrays.stream(nearest.positions()).mapToDouble(there -> distance(here, there)).sorted().toArray();
        assertThat(Arrays.stream(found.indices()).mapToDouble(i -> distance(here, nearest.positions()[i])).toArray())
                .isEqualTo(Arrays.copyOf(all, found.indices().length));
        assertThat(found.weights()).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    private static double distance(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
