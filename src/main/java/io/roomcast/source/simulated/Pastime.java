package io.roomcast.source.simulated;

import java.util.List;

/**
 * Something to do when there is nothing that has to be done.
 *
 * @param place   where
 * @param weight  how often compared with others
 * @param minutes how long, as often as not
 * @param spread  how much that varies
 */
record Pastime(Activity activity, Place place, double weight, double minutes, double spread) {

    /** What adults do at home. */
    static final List<Pastime> ADULT = List.of(
            new Pastime(Activity.SIT, Place.LIVING_ROOM, 4, 40, 0.8),
            new Pastime(Activity.TIDY, Place.LIVING_ROOM, 0.9, 2.5, 0.8),
            new Pastime(Activity.SNACK, Place.KITCHEN, 2.0, 1.6, 0.8),
            new Pastime(Activity.TIDY, Place.KITCHEN, 0.8, 6, 0.8),
            new Pastime(Activity.WASH, Place.BATHROOM, 1.2, 3, 0.5),
            new Pastime(Activity.DRESS, Place.BEDROOM, 0.7, 2.5, 0.7),
            new Pastime(Activity.WORK, Place.STUDY, 0.9, 28, 0.8),
            new Pastime(Activity.FETCH, Place.BEDROOM, 0.4, 0.5, 0.5),
            new Pastime(Activity.FETCH, Place.STUDY, 0.3, 0.4, 0.5),
            new Pastime(Activity.FETCH, Place.CHILDS_ROOM, 0.3, 0.8, 0.8),
            new Pastime(Activity.FETCH, Place.HALL, 0.3, 0.5, 0.5),
            new Pastime(Activity.BE_OUT, Place.OUT, 0.5, 45, 0.9));

    /** What the child does. */
    static final List<Pastime> CHILD = List.of(
            new Pastime(Activity.PLAY, Place.CHILDS_ROOM, 1.2, 35, 0.8),
            new Pastime(Activity.SIT, Place.LIVING_ROOM, 2.4, 35, 0.7),
            new Pastime(Activity.PLAY, Place.LIVING_ROOM, 1.0, 15, 0.7),
            new Pastime(Activity.SNACK, Place.KITCHEN, 1.2, 1.3, 0.8),
            new Pastime(Activity.WASH, Place.BATHROOM, 0.9, 2.5, 0.4),
            new Pastime(Activity.FETCH, Place.HALL, 0.4, 0.5, 0.5),
            new Pastime(Activity.FETCH, Place.STUDY, 0.2, 0.5, 0.5),
            new Pastime(Activity.BE_OUT, Place.OUT, 0.7, 90, 0.6));

    /** What adults do with guests, and guests with them. */
    static final List<Pastime> COMPANY = List.of(
            new Pastime(Activity.SIT, Place.LIVING_ROOM, 6, 35, 0.5),
            new Pastime(Activity.SNACK, Place.KITCHEN, 1.5, 5, 0.6),
            new Pastime(Activity.WASH, Place.BATHROOM, 1.2, 4, 0.4));

    /** What keeps people from work at home. */
    static final List<Pastime> BREAK = List.of(
            new Pastime(Activity.SNACK, Place.KITCHEN, 3, 2.5, 0.7),
            new Pastime(Activity.WASH, Place.BATHROOM, 2, 3.5, 0.4),
            new Pastime(Activity.SIT, Place.LIVING_ROOM, 0.6, 12, 0.5),
            new Pastime(Activity.FETCH, Place.HALL, 0.8, 0.7, 0.5),
            new Pastime(Activity.BE_OUT, Place.OUT, 0.4, 20, 0.5));
}
