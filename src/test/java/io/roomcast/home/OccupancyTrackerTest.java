package io.roomcast.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OccupancyTrackerTest extends OccupancyScenario {

    @Test
    void aRoomIsOccupiedFromTheFirstEvidenceUntilTheHoldOffAfterTheLast() {
        on("motion", 0);
        off("motion", 2);
        on("seat", 6);
        off("seat", 8);
        pass(60);

        assertThat(heard.lines()).containsExactly("0:00 motion began", "0:00 kitchen OCCUPIED", "2:00 motion ended", "6:00 seat began",
                "8:00 seat ended", "13:00 kitchen VACANT");
    }

    @Test
    void evidenceAtTheVeryEndOfTheHoldOffKeepsARoomOccupied() {
        on("motion", 0);
        off("motion", 1);
        on("motion", 6);
        off("motion", 7);
        pass(60);

        assertThat(heard.changes()).extracting(Heard.Change::now).containsExactly(Occupancy.OCCUPIED, Occupancy.VACANT);
    }

    @Test
    void aDoorIsEvidenceAtItsEdgesAndNotWhileItIsOpen() {
        on("door", 0);
        off("door", 30);
        pass(60);

        assertThat(heard.lines()).containsExactly("0:00 door began", "0:00 kitchen OCCUPIED", "0:00 door ended", "5:00 kitchen VACANT",
                "30:00 door began", "30:00 kitchen OCCUPIED", "30:00 door ended", "35:00 kitchen VACANT");
    }

    @Test
    void aRoomMayHaveItsOwnHoldOff() {
        on("tap", 0);
        off("tap", 1);
        pass(60);

        assertThat(heard.lines()).endsWith("11:00 bath VACANT");
    }

    @Test
    void oneSensorGoingOffSaysNothingWhileAnotherIsOn() {
        on("motion", 0);
        on("seat", 1);
        off("motion", 2);
        pass(20);

        assertThat(tracker.occupancy(KITCHEN)).isEqualTo(Occupancy.OCCUPIED);
        assertThat(tracker.nextDeadline()).contains(at(1).plus(Duration.ofHours(24)));
    }

    @Test
    void aRoomIsUnknownUntilOneOfItsSensorsSpeaks() {
        assertThat(tracker.occupancy(KITCHEN)).isEqualTo(Occupancy.UNKNOWN);

        off("motion", 0);

        assertThat(heard.lines()).containsExactly("0:00 kitchen VACANT");
        assertThat(tracker.occupancy(BATH)).isEqualTo(Occupancy.UNKNOWN);
    }

    @Test
    void sayingTheSameAgainChangesNothing() {
        on("motion", 0);
        on("motion", 50);
        on("door", 50);
        on("door", 55);
        pass(66);

        assertThat(heard.lines()).containsExactly("0:00 motion began", "0:00 kitchen OCCUPIED", "50:00 door began", "50:00 door ended",
                "60:00 motion ended", "65:00 kitchen VACANT");
    }

    @Test
    void motionThatGoesOnIsEvidenceForAnHourAndStuckAfterFour() {
        on("tap", 0);
        pass(1_000);
        off("tap", 1_001);
        on("tap", 1_002);

        assertThat(heard.lines()).containsExactly("0:00 tap began", "0:00 bath OCCUPIED", "60:00 tap ended", "70:00 bath VACANT",
                "240:00 tap lost", "240:00 bath UNKNOWN", "1001:00 tap back", "1001:00 bath VACANT", "1002:00 tap began",
                "1002:00 bath OCCUPIED");
    }

    @Test
    void presenceThatGoesOnForADayIsStuckAndTheRoomIsJudgedByItsOtherSensors() {
        off("motion", 0);
        on("seat", 0);
        pass(2_000);
        on("motion", 2_001);
        off("seat", 2_002);

        assertThat(heard.lines()).containsExactly("0:00 kitchen VACANT", "0:00 seat began", "0:00 kitchen OCCUPIED", "1440:00 seat ended",
                "1440:00 seat lost", "1445:00 kitchen VACANT", "2001:00 motion began", "2001:00 kitchen OCCUPIED", "2002:00 seat back");
    }

    @Test
    void forComparisonNoSensorIsEverStuckOrLost() {
        OccupancyTracker compared = new OccupancyTracker(HOME, SensorLimits.forComparison(), heard);

        compared.accept(new SensorEvent("seat", at(0), SensorState.ON));
        compared.accept(new SensorEvent("tap", at(0), SensorState.ON));
        compared.advance(at(99_000));
        compared.accept(new SensorEvent("tap", at(99_001), SensorState.UNAVAILABLE));
        compared.advance(at(100_000));

        assertThat(heard.lines()).containsExactly("0:00 seat began", "0:00 kitchen OCCUPIED", "0:00 tap began", "0:00 bath OCCUPIED",
                "60:00 tap ended", "70:00 bath VACANT");
    }

    @Test
    void aRoomWhoseSensorsAreAllUnavailableForAWhileIsUnknownAfterTheHoldOff() {
        on("tap", 0);
        says("tap", SensorState.UNAVAILABLE, 3);
        pass(20);
        on("tap", 30);
        off("tap", 31);
        pass(50);
        says("tap", SensorState.UNAVAILABLE, 51);
        pass(60);

        assertThat(heard.lines()).containsExactly("0:00 tap began", "0:00 bath OCCUPIED", "3:00 tap ended", "8:00 tap lost",
                "13:00 bath UNKNOWN", "30:00 tap back", "30:00 tap began", "30:00 bath OCCUPIED", "31:00 tap ended",
                "41:00 bath VACANT", "56:00 tap lost", "56:00 bath UNKNOWN");
    }

    @Test
    void aRoomWhoseSensorIsLostWhenTheHoldOffIsOverIsUnknownAtOnce() {
        OccupancyTracker alone = new OccupancyTracker(new Home(ZoneOffset.UTC, List.of(Room.named(BATH)),
                List.of(new Sensor("tap", SensorKind.MOTION, BATH)), Home.DEFAULT_HOLD_OFF, Map.of()), SensorLimits.standard(), heard);

        alone.accept(new SensorEvent("tap", at(0), SensorState.ON));
        alone.accept(new SensorEvent("tap", at(3), SensorState.UNAVAILABLE));
        alone.advance(at(20));

        assertThat(heard.lines()).containsExactly("0:00 tap began", "0:00 bath OCCUPIED", "3:00 tap ended", "8:00 tap lost",
                "8:00 bath UNKNOWN");
    }

    @Test
    void aSensorThatIsUnavailableForAMomentIsNotLost() {
        on("tap", 0);
        says("tap", SensorState.UNAVAILABLE, 10);
        on("tap", 12);
        off("tap", 15);
        says("tap", SensorState.UNAVAILABLE, 30);
        off("tap", 35);
        pass(100);

        assertThat(heard.lines()).containsExactly("0:00 tap began", "0:00 bath OCCUPIED", "10:00 tap ended", "12:00 tap began",
                "15:00 tap ended", "25:00 bath VACANT");
    }

    @Test
    void aSensorThatIsUnavailableFromTheStartIsLostAndDoesNotMakeItsRoomKnown() {
        says("motion", SensorState.UNAVAILABLE, 0);
        pass(10);
        assertThat(heard.lines()).containsExactly("5:00 motion lost");

        off("motion", 11);
        assertThat(heard.lines()).endsWith("11:00 motion back", "11:00 kitchen VACANT");
    }

    @Test
    void aStuckSensorThatBecomesUnavailableIsNotLostTwice() {
        on("tap", 0);
        pass(500);
        says("tap", SensorState.UNAVAILABLE, 501);
        off("tap", 520);

        assertThat(heard.lines()).endsWith("240:00 tap lost", "240:00 bath UNKNOWN", "520:00 tap back", "520:00 bath VACANT");
    }

    /** Minutes and seconds of the recorded time, since hubs say within seconds what is usual and then what is. */
    @Test
    void aDoorThatSaysFirstWhatIsUsualAfterARestartIsNoEvidence() {
        on("door", 0);
        pass(10);
        Instant restart = at(11);
        tracker.accept(new SensorEvent("door", restart, SensorState.UNAVAILABLE));
        tracker.accept(new SensorEvent("door", restart.plusSeconds(8), SensorState.OFF));
        tracker.accept(new SensorEvent("door", restart.plusSeconds(11), SensorState.ON));
        pass(20);
        off("door", 25);

        assertThat(heard.lines()).containsExactly("0:00 door began", "0:00 kitchen OCCUPIED", "0:00 door ended",
                "5:00 kitchen VACANT",
                "25:00 door began", "25:00 kitchen OCCUPIED", "25:00 door ended");
    }

    @Test
    void aDoorThatComesBackInAnotherPositionIsNoEvidence() {
        off("door", 0);
        pass(10);
        says("door", SensorState.UNAVAILABLE, 11);
        on("door", 20);
        off("door", 30);

        assertThat(heard.lines()).containsExactly("0:00 door began", "0:00 kitchen OCCUPIED", "0:00 door ended", "5:00 kitchen VACANT",
                "16:00 door lost", "16:00 kitchen UNKNOWN", "20:00 door back", "20:00 kitchen VACANT", "30:00 door began",
                "30:00 kitchen OCCUPIED", "30:00 door ended");
    }

    @Test
    void itSaysWhenTimeAloneWillBringSomethingAbout() {
        assertThat(tracker.nextDeadline()).isEmpty();

        on("motion", 0);
        assertThat(tracker.nextDeadline()).contains(at(60));

        off("motion", 1);
        assertThat(tracker.nextDeadline()).contains(at(6));

        pass(6);
        assertThat(tracker.nextDeadline()).isEmpty();
    }

    @Test
    void eventsOfOtherSensorsOnlyTellTheTime() {
        on("motion", 0);
        off("motion", 1);
        on("toaster", 7);

        assertThat(heard.lines()).endsWith("6:00 kitchen VACANT");
    }

    @Test
    void onlyItsOwnRoomsCanBeAskedFor() {
        assertThatIllegalArgumentException().isThrownBy(() -> tracker.occupancy(new RoomId("attic")));
    }
}
