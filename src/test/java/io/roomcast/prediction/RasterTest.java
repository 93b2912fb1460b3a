package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RasterTest {

    @Test
    void aRoomReadEveryQuarterOfAnHourHasOne() {
        RoomHistory room = new RoomHistory();
        for (int i = 0; i < 40; i++) {
            room.changed(true, 75 * i);
            room.changed(false, 75 * i + 35);
        }

        Raster raster = Raster.of(room, 10_000).orElseThrow();

        assertThat(raster).isEqualTo(new Raster(15, 0, 5));
        assertThat(raster.offset(90, true)).isEqualTo(5);
        assertThat(raster.offset(97, false)).isEqualTo(8);
        assertThat(raster.offset(105, false)).isZero();
    }

    @Test
    void aRoomThatIsWatchedAllTheTimeHasNone() {
        RoomHistory room = new RoomHistory();
        Random random = new Random(1);
        for (int i = 0; i < 80; i++) {
            room.changed(i % 2 == 0, 50 * i + 40 * random.nextDouble());
        }

        assertThat(Raster.of(room, 10_000)).isEmpty();
    }

    @Test
    void anAnswerOnTheRasterIsRightForBothNeighbours() {
        double[] observed = new double[TimeGrid.SIZE];
        observed[TimeGrid.bin(15)] = 0.3;
        observed[TimeGrid.bin(30)] = 0.2;
        observed[TimeGrid.bin(45)] = 0.3;
        observed[TimeGrid.BINS] = 0.2;

        var answer = new TransitionDistribution(TimeGrid.smooth(observed)).likeliestOn(new Raster(15, 0, 0), 0);

        assertThat(answer.minutes()).isEqualTo(30);
        assertThat(answer.probability()).isCloseTo(0.8, within(0.03));
    }
}
