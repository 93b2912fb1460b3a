package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        var answer = new TransitionDistribution(TimeGrid.smooth(observed), new Raster(15, 0, 0).answers(0, false)).likeliest();

        assertThat(answer.minutes()).isEqualTo(30);
        assertThat(answer.probability()).isCloseTo(0.8, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 30})
    void anAnswerCountsForWhatIsWithinTheToleranceOnly(double step) {
        double[] mass = new double[TimeGrid.SIZE];
        spread(mass, 60, 0.31);
        spread(mass, 90, 0.23);
        spread(mass, 120, 0.23);
        spread(mass, 150, 0.23);

        var answer = new TransitionDistribution(mass, new Raster(step, 0, 0).answers(0, false)).likeliest();

        assertThat(Math.abs(answer.minutes() - 60)).isLessThanOrEqualTo(10);
        assertThat(answer.probability()).isCloseTo(0.31, within(1e-9));
    }

    /** What comes on a minute of the raster lies half in the bin before it and half in the one after. */
    private static void spread(double[] mass, int minute, double probability) {
        mass[TimeGrid.bin(minute) - 1] += probability / 2;
        mass[TimeGrid.bin(minute)] += probability / 2;
    }
}
