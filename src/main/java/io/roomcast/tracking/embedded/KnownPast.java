package io.roomcast.tracking.embedded;

import io.roomcast.prediction.HomeModel;
import io.roomcast.prediction.Minutes;
import java.time.Instant;

/**
 * That more of the past became known of a home than had happened since: kept, because a model that does not know it yet may still be
 * trained after a restart. Immutable.
 *
 * @param grew the moment at which that was, in seconds since 1970
 */
public record KnownPast(long grew) {

    /** That it became known at that moment. */
    public static KnownPast at(Instant moment) {
        return new KnownPast(moment.getEpochSecond());
    }

    /** Whether that model was learned before. What is of later than now is from a clock that was ahead, and says nothing. */
    public boolean isNewTo(HomeModel model, Instant now) {
        return Minutes.of(Instant.ofEpochSecond(grew)) > model.until() && grew <= now.getEpochSecond();
    }
}
