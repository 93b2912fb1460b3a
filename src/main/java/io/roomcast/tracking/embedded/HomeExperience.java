package io.roomcast.tracking.embedded;

import io.roomcast.home.OccupancyTracker;
import io.roomcast.home.RoomId;
import io.roomcast.prediction.Experience;
import io.roomcast.prediction.Forecaster;
import io.roomcast.prediction.HomeHistory;
import io.roomcast.prediction.Minutes;
import java.time.Instant;
import java.util.List;

/**
 * What was learned in a home from what came of forecasts: kept beside the models. Immutable.
 *
 * @param rooms      the rooms, in the order of the home
 * @param experience what was learned in each
 */
public record HomeExperience(List<String> rooms, List<Experience> experience) {

    public HomeExperience {
        rooms = List.copyOf(rooms);
        experience = List.copyOf(experience);
    }

    static HomeExperience of(Forecaster forecaster, HomeHistory history) {
        return new HomeExperience(rooms(history), forecaster.experience());
    }

    /** Says whether it was learned in that home; only then it is given to the forecaster. */
    boolean restoreTo(Forecaster forecaster, HomeHistory history) {
        boolean fits = rooms.equals(rooms(history));
        if (fits) {
            forecaster.restore(experience);
        }
        return fits;
    }

    /** Has the forecaster go on with what was open when that was learned, unless the clock was ahead then. */
    void resumeIn(Forecaster forecaster, Instant now) {
        double latest = Minutes.of(now.plus(OccupancyTracker.TOLERANCE));
        if (experience.stream().allMatch(room -> room.settled() <= latest)) {
            forecaster.resume(experience);
        }
    }

    private static List<String> rooms(HomeHistory history) {
        return history.roomIds().stream().map(RoomId::value).toList();
    }
}
