/**
 * The simulated home: a couple and their child, their rooms, and what the sensors there make of them.
 *
 * <p>It is made in four steps. The {@code Almanac} tells what a date is like: workday, weekend, holiday, trip, guests. The {@code
 * DayPlan} of a person says where they are from getting up to getting up: what has to be done at its time, and between that, pastimes
 * that follow one another by chance. {@code Glimpses} are what sensors would see of one person: movements, with misses, and long
 * pauses when somebody sits still; weight on beds and seats; doors. A {@code Signal} is what one sensor makes of all of it. False
 * alarms and sensors that cannot be heard for a while come on top.
 *
 * <p>Every step depends on nothing but the seed, the date and the person or sensor. So the life of a date is always the same, and is
 * never kept anywhere.
 *
 * <p>Plain Java, without a clock.
 */
package io.roomcast.source.simulated;
