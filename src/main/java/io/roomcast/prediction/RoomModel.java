package io.roomcast.prediction;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What was learned of one room. Immutable.
 *
 * @param others   the places of the other rooms it looks at
 * @param vacant   what comes while it is vacant, if enough was seen
 * @param occupied what comes while it is occupied, if enough was seen
 * @param raster   the only moments at which its transitions are seen, if it is so
 */
record RoomModel(int[] others, Optional<StateModel> vacant, Optional<StateModel> occupied, Optional<Raster> raster) {

    static RoomModel learn(HomeHistory history, int place, double from, double until, RandomGenerator random) {
        Features features = Features.of(history, place);
        return new RoomModel(features.others(), learn(history, features, place, from, until, false, random),
                learn(history, features, place, from, until, true, random), Raster.of(history.room(place), until));
    }

    Features features(int place) {
        return Features.of(place, others);
    }

    Optional<StateModel> of(boolean occupiedNow) {
        return occupiedNow ? occupied : vacant;
    }

    private static Optional<StateModel> learn(HomeHistory history, Features features, int place, double from, double until,
            boolean occupied, RandomGenerator random) {
        Sample sample = Sample.of(history, features, place, from, until, occupied);
        return sample.size() < StateModel.FEWEST ? Optional.empty() : Optional.of(StateModel.learn(sample, random));
    }
}
