package io.roomcast.source.simulated;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.List;

/** The people who live in the home: a couple and their child. */
enum Resident {
    /** Works at an office, five days a week. */
    AT_OFFICE(Place.BEDROOM, Device.BED_LEFT, "06:35", "08:10", "22:40", "23:35", Pastime.ADULT, DayOfWeek.WEDNESDAY),
    /** Works at home on Tuesdays, Thursdays and every other Friday, else at an office. */
    PARTLY_AT_HOME(Place.BEDROOM, Device.BED_RIGHT, "06:50", "08:25", "22:55", "23:45", Pastime.ADULT, DayOfWeek.MONDAY),
    /** Goes to school. */
    CHILD(Place.CHILDS_ROOM, Device.CHILDS_BED, "06:45", "08:00", "20:45", "21:30", Pastime.CHILD, DayOfWeek.WEDNESDAY);

    private final Place ownRoom;
    private final Device bed;
    private final LocalTime risesToWork;
    private final LocalTime risesOtherwise;
    private final LocalTime bedBeforeWork;
    private final LocalTime bedOtherwise;
    private final List<Pastime> pastimes;
    private final DayOfWeek sport;

    Resident(Place ownRoom, Device bed, String risesToWork, String risesOtherwise, String bedBeforeWork, String bedOtherwise,
            List<Pastime> pastimes, DayOfWeek sport) {
        this.ownRoom = ownRoom;
        this.bed = bed;
        this.risesToWork = LocalTime.parse(risesToWork);
        this.risesOtherwise = LocalTime.parse(risesOtherwise);
        this.bedBeforeWork = LocalTime.parse(bedBeforeWork);
        this.bedOtherwise = LocalTime.parse(bedOtherwise);
        this.pastimes = pastimes;
        this.sport = sport;
    }

    /** What somebody has to do on a day. */
    enum Duty { OFFICE, HOME_OFFICE, SCHOOL, NONE }

    Place ownRoom() {
        return ownRoom;
    }

    Device bed() {
        return bed;
    }

    List<Pastime> pastimes() {
        return pastimes;
    }

    /** On which day of the week sport is. */
    DayOfWeek sport() {
        return sport;
    }

    /** When they get up, on average. */
    LocalTime rises(HomeDay day) {
        return duty(day) == Duty.NONE ? risesOtherwise : risesToWork;
    }

    /** When they go to bed, on average. */
    LocalTime goesToBed(HomeDay next) {
        return duty(next) == Duty.NONE ? bedOtherwise : bedBeforeWork;
    }

    /** What they have to do, as long as nothing comes between. */
    Duty duty(HomeDay day) {
        if (this == CHILD) {
            return day.school() ? Duty.SCHOOL : Duty.NONE;
        }
        if (day.off()) {
            return Duty.NONE;
        }
        return this == PARTLY_AT_HOME && isHomeOffice(day.date()) ? Duty.HOME_OFFICE : Duty.OFFICE;
    }

    private static boolean isHomeOffice(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case TUESDAY, THURSDAY -> true;
            case FRIDAY -> date.getLong(ChronoField.EPOCH_DAY) / 7 % 2 == 0;
            default -> false;
        };
    }
}
