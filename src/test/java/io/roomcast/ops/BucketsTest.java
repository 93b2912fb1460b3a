package io.roomcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void anObservationOnABoundBelongsToTheBucketOfThatBound() {
        Buckets buckets = new Buckets();

        buckets.record(0.005);
        buckets.record(0.0050001);

        assertThat(buckets.upTo(bucket("0.0025", buckets))).isZero();
        assertThat(buckets.upTo(bucket("0.005", buckets))).isEqualTo(1);
        assertThat(buckets.upTo(bucket("0.01", buckets))).isEqualTo(2);
    }

    @Test
    void whatIsLongerThanADayLiesInTheLastBucketOnly() {
        Buckets buckets = new Buckets();

        buckets.record(100_000);

        assertThat(buckets.upTo(bucket("86400.0", buckets))).isZero();
        assertThat(buckets.upTo(bucket("+Inf", buckets))).isEqualTo(1);
    }

    @Test
    void noTimeAtAllLiesInTheFirstBucket() {
        Buckets buckets = new Buckets();

        buckets.record(0);

        assertThat(buckets.upTo(0)).isEqualTo(1);
    }

    @Property
    void bucketsGrowTowardsTheCountAndTheSumIsThatOfAll(
            @ForAll @Size(max = 50) List<@DoubleRange(min = 0, max = 200_000) Double> observations) {
        Buckets buckets = new Buckets();

        observations.forEach(buckets::record);

        assertThat(IntStream.range(0, buckets.size()).mapToLong(buckets::upTo).boxed().toList()).isSorted()
                .last().isEqualTo((long) observations.size());
        assertThat(buckets.count()).isEqualTo(observations.size());
        assertThat(buckets.sum()).isCloseTo(observations.stream().mapToDouble(one -> one).sum(), within(1e-3));
    }

    private static int bucket(String label, Buckets buckets) {
        return IntStream.range(0, buckets.size()).filter(index -> buckets.label(index).equals(label)).findFirst().orElseThrow();
    }
}
