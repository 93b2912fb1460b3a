package io.roomcast.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Events that come late or early, and clocks that are set or wrong. */
class OccupancyClockTest extends OccupancyScenario {

    @Test
    void anEventThatComesLateCountsAsOfTheLatestMomentTold() {
        on("motion", 0);
        off("motion", 1);
        pass(10);
        on("seat", 4);

        assertThat(heard.lines()).endsWith("6:00 kitchen VACANT", "10:00 seat began", "10:00 kitchen OCCUPIED");
    }

    @Test
    void whatASensorSaidBeforeItsLatestWordIsDropped() {
        off("motion", 10);
        on("motion", 9.5);

        assertThat(heard.lines()).containsExactly("10:00 kitchen VACANT");
    }

    @Test
    void whatASensorSaidLongBeforeIsDroppedHoweverLateItComes() {
        on("motion", 0);
        off("motion", 2);
        pass(90);
        on("motion", 0);
        pass(91);
        off("motion", 2);
        pass(95);
        on("motion", 0);
        pass(120);

        assertThat(heard.lines()).containsExactly("0:00 motion began", "0:00 kitchen OCCUPIED", "2:00 motion ended", "7:00 kitchen VACANT");
    }

    @Test
    void manyOldEventsAtOnceShowNoClockThatWasSetBack() {
        for (int i = 0; i < 20; i++) {
            on("motion", 10 * i);
            off("motion", 10 * i + 1);
        }
        int before = heard.lines().size();
        for (int i = 0; i < 20; i++) {
            pass(300 + 0.2 * i);
            on("motion", 10 * i);
            off("motion", 10 * i + 1);
        }

        assertThat(heard.lines()).hasSize(before + 1).last().isEqualTo("196:00 kitchen VACANT");
    }

    @Test
    void aSourceWhoseClockWasSetBackIsHeardAgainAfterAWhile() {
        off("motion", 100);
        off("tap", 100);
        pass(101);
        on("motion", 41);
        pass(101.5);
        off("motion", 41.5);
        pass(103);
        on("tap", 43);
        pass(104);
        on("motion", 44);
        off("motion", 43.5);
        pass(106);
        off("motion", 46);
        pass(112);

        assertThat(heard.lines()).containsExactly("100:00 kitchen VACANT", "100:00 bath VACANT", "103:00 tap began", "103:00 bath OCCUPIED",
                "104:00 motion began", "104:00 kitchen OCCUPIED", "106:00 motion ended", "111:00 kitchen VACANT");
    }

    @Test
    void whoIsRightInBetweenHasAClockThatWasNotSetBack() {
        off("motion", 100);
        for (int minute = 101; minute < 110; minute++) {
            pass(minute);
            on("motion", minute - 60);
            off("seat", minute);
        }

        assertThat(heard.lines()).containsExactly("100:00 kitchen VACANT");
    }

    @Test
    void whenTheClockIsSetBackWhatIsLeftOfAHoldOffStillHasToPass() {
        on("motion", 100);
        off("motion", 101);
        pass(103);
        pass(40);
        off("seat", 41);
        pass(50);

        assertThat(heard.lines()).containsExactly("100:00 motion began", "100:00 kitchen OCCUPIED", "101:00 motion ended",
                "43:00 kitchen VACANT");
    }

    @Test
    void afterTheClockWasSetBackEverySensorIsHeardAtOnce() {
        off("motion", 100);
        pass(100);
        pass(98.5);
        on("motion", 99);

        assertThat(heard.lines()).endsWith("99:00 motion began", "99:00 kitchen OCCUPIED");
    }

    @Test
    void aClockThatLagsALittleIsNotTakenForOneThatWasSetBack() {
        on("motion", 10);
        off("motion", 11);
        pass(10.5);
        pass(16);

        assertThat(heard.lines()).endsWith("16:00 kitchen VACANT");
    }

    @Test
    void whenTheClockJumpsForwardTheTimeCountsAsPassed() {
        on("motion", 0);
        on("tap", 10_000);

        assertThat(heard.lines()).containsExactly("0:00 motion began", "0:00 kitchen OCCUPIED", "60:00 motion ended",
                "65:00 kitchen VACANT", "240:00 motion lost", "240:00 kitchen UNKNOWN", "10000:00 tap began", "10000:00 bath OCCUPIED");
    }

    @Test
    void anEventFromAClockThatIsFastIsOfNow() {
        tracker.accept(new SensorEvent("motion", at(90), SensorState.ON), at(10));
        tracker.accept(new SensorEvent("motion", at(11), SensorState.OFF), at(12));
        pass(20);

        assertThat(heard.lines()).containsExactly("10:00 motion began", "10:00 kitchen OCCUPIED", "11:00 motion ended",
                "16:00 kitchen VACANT");
    }
}
