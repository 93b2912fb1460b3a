package io.roomcast.tracking.drift;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** The days before, as a figure of a room looks at them. Not a number where a day has no such figure. */
interface Usual {

    /** The figure of one of these days, held against the rest of them. */
    double ofOneOfThem(RoomDay day);

    /** The figure of another day, held against all of them. */
    double of(RoomDay day);

    /** That of a figure that is made of a day and of the days it is held against. */
    static Usual of(List<RoomDay> days, ToDoubleBiFunction<RoomDay, List<RoomDay>> figure) {
        return new Usual() {
            @Override
            public double ofOneOfThem(RoomDay day) {
                return figure.applyAsDouble(day, days.stream().filter(other -> other != day).toList());
            }

            @Override
            public double of(RoomDay day) {
                return figure.applyAsDouble(day, days);
            }
        };
    }
}
