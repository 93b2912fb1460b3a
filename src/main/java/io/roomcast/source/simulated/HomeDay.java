package io.roomcast.source.simulated;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What a day has in store for everybody in the home.
 *
 * @param off    whether nobody has to work: a weekend or a public holiday
 * @param school whether there is school
 * @param trip   whether all are on a trip
 * @param dinner when dinner is on the table
 * @param cook   who makes it
 * @param outing when all go out together, if they do
 * @param guests from when to when there are guests, if there are
 */
record HomeDay(LocalDate date, boolean off, boolean school, Trip trip, LocalTime dinner, Resident cook, Optional<Span> outing,
        Optional<Span> guests) {

    /** Where a trip stands. */
    enum Trip { NONE, LEAVING, AWAY, RETURNING }
}
