package io.roomcast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Publication series = new Publication("run", 1, 4, 2);
    private final Deliveries deliveries = new Deliveries(series, 2);

    @Test
    void eachUpdateCountsOnceForEachSocketAlsoInABatch() {
        receive(0, "[{\"model_version\":\"" + series.version(0) + "\"},{\"model_version\":\"" + series.version(1) + "\"}]");
        receive(0, "\"" + series.version(1) + "\"");
        receive(1, "\"" + series.version(1) + "\"");

        assertThat(deliveries.delivered()).isEqualTo(3);
        assertThat(deliveries.repeated()).isEqualTo(1);
        assertThat(deliveries.expected()).isEqualTo(8);
    }

    @Test
    void updatesOfAnotherSeriesDoNotCount() {
        receive(0, "\"" + new Publication("earlier", 0, 4, 2).version(2) + "\"");

        assertThat(deliveries.delivered()).isZero();
    }

    @Test
    void theNewestOfEveryRoomIsNeededToHaveCaughtUp() {
        receive(0, "\"" + series.version(3) + "\"");
        boolean withOneRoom = deliveries.hasNewestOfEveryRoom();
        receive(0, "\"" + series.version(2) + "\"");

        assertThat(withOneRoom).isFalse();
        assertThat(deliveries.hasNewestOfEveryRoom()).isTrue();
    }

    @Test
    void theWarmUpIsCountedButNotMeasured() {
        series.publishing(0);
        receive(0, "\"" + series.version(0) + "\"");

        assertThat(deliveries.delivered()).isEqualTo(1);
        assertThat(deliveries.latencies().max()).isNaN();
    }

    @Test
    void aPercentileIsTheSmallestLatencyThatSoManyDoNotExceed() {
        var latencies = Deliveries.Latencies.of(LongStream.rangeClosed(1, 200).map(ms -> (201 - ms) * 1_000_000).toArray());

        assertThat(latencies).isEqualTo(new Deliveries.Latencies(100, 180, 198, 200));
    }

    private void receive(int socket, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        deliveries.received(socket, bytes, 0, bytes.length, System.nanoTime());
    }
}
