package io.roomcast.prediction;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What was learned of one room. Immutable.
 *
 * @param others   the places of the other rooms it looks at
 * @param sensors  the entity ids of the sensors it looks at one by one
 * @param vacant   what comes while it is vacant, if enough was seen
 * @param occupied what comes while it is occupied, if enough was seen
 * @param raster   the only moments at which its transitions are seen, if it is so
 */
record RoomModel(
        int[] others, List<String> sensors, Optional<StateModel> vacant, Optional<StateModel> occupied, Optional<Raster> raster) {

    RoomModel {
        sensors = List.copyOf(sensors);
    }

    static RoomModel learn(HomeHistory history, int place, double from, double until, RandomGenerator random) {
        Features features = Features.of(history, place, until);
        return new RoomModel(features.others(), features.sensors(), learn(history, features, place, from, until, false, random),
                learn(history, features, place, from, until, true, random), Raster.of(history.room(place), until));
    }

    Features features(HomeHistory history, int place) {
        return Features.of(history, place, others, sensors);
    }

    Optional<StateModel> of(boolean occupiedNow) {
        return occupiedNow ? occupied : vacant;
    }

    private static Optional<StateModel> learn(HomeHistory history, Features features, int place, double from, double until,
            boolean occupied, RandomGenerator random) {
        Sample asked = Sample.of(history, features, place, from, until, occupied, Sample.QUARTER);
        if (asked.size() < StateModel.FEWEST) {
            return Optional.empty();
        }
        double step = Sample.finestStep(until - from);
        Sample between = step < Sample.QUARTER ? Sample.of(history, features, place, from, until, occupied, step) : asked;
        return Optional.of(StateModel.learn(asked, between, features.others().length, random));
    }
}
