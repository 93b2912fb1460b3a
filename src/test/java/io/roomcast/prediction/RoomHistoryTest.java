package io.roomcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomHistoryTest {

    private final RoomHistory room = new RoomHistory();

    @Test
    void aTransitionHasHappenedAtItsOwnMoment() {
        room.changed(true, 100);
        room.changed(false, 130);

        assertThat(room.occupiedAt(99.9)).isFalse();
        assertThat(room.occupiedAt(100)).isTrue();
        assertThat(room.occupiedAt(130)).isFalse();
        assertThat(room.nextAfter(99)).isEqualTo(100);
        assertThat(room.nextAfter(100)).isEqualTo(130);
        assertThat(room.nextAfter(130)).isInfinite();
    }

    @Test
    void whatItIsAlreadyIsNoTransition() {
        room.changed(false, 1);
        room.changed(true, 2);
        room.changed(true, 3);

        assertThat(room.transitionCount()).isOne();
    }

    @Test
    void evidenceLastsWhileAnySensorGivesIt() {
        room.evidenceBegan(10);
        room.evidenceBegan(12);
        room.evidenceEnded(14);
        assertThat(room.sinceEvidence(15)).isZero();

        room.evidenceEnded(20);
        assertThat(room.sinceEvidence(17)).isZero();
        assertThat(room.sinceEvidence(25)).isEqualTo(5);
        assertThat(room.evidenceUntil(25)).isOne();
    }

    @Test
    void aSensorThatFlickersIsSeenOnce() {
        double at = 10;
        for (int i = 0; i < 3_000; i++) {
            room.evidenceBegan(at);
            room.evidenceEnded(at + 0.02 / 60);
            at += 0.04 / 60;
        }
        room.evidenceBegan(at + 1.0 / 60);

        assertThat(room.evidenceUntil(at)).isOne();
        assertThat(room.evidenceUntil(at + 1)).isEqualTo(2);
    }

    @Test
    void theTimeOccupiedIsAddedUp() {
        room.changed(true, 10);
        room.changed(false, 20);
        room.changed(true, 30);

        assertThat(room.occupiedBetween(0, 40)).isEqualTo(20);
        assertThat(room.occupiedBetween(15, 18)).isEqualTo(3);
        assertThat(room.occupiedBetween(20, 30)).isZero();
    }

    @Test
    void whatIsForgottenLeavesTheStateKnown() {
        for (int i = 0; i < 101; i++) {
            room.changed(i % 2 == 0, 10 * i);
            room.evidenceBegan(10 * i);
            room.evidenceEnded(10 * i + 1);
        }

        room.forgetBefore(905);

        assertThat(room.isOccupied()).isTrue();
        assertThat(room.occupiedAt(985)).isTrue();
        assertThat(room.occupiedAt(995)).isFalse();
        assertThat(room.sinceEvidence(915)).isEqualTo(4);
        room.changed(false, 1010);
        assertThat(room.occupiedAt(1020)).isFalse();
    }

    @Test
    void aTimeOfWhichNothingIsKnownIsNoTransition() {
        room.changed(true, 100);
        room.lost(200);
        room.changed(true, 220);
        room.changed(false, 260);

        assertThat(room.transitionCount()).isEqualTo(2);
        assertThat(room.isKnownAt(199)).isTrue();
        assertThat(room.isKnownAt(200)).isFalse();
        assertThat(room.isKnownAt(220)).isTrue();
        assertThat(room.lostAfter(150)).isEqualTo(200);
        assertThat(room.lostAfter(220)).isInfinite();
        assertThat(room.occupiedBetween(190, 230)).isEqualTo(20);
        assertThat(room.knownOf(40, 230)).isEqualTo(20);
        assertThat(room.isSeen(1)).isTrue();
        assertThat(room.lastedBefore(1)).as("not all of it was seen").isNegative();
    }

    @Test
    void whatARoomIsFoundToBeAfterwardsHasComeAboutUnseen() {
        room.changed(true, 100);
        room.changed(false, 150);
        room.changed(true, 180);
        room.lost(200);
        room.changed(false, 220);
        room.changed(true, 300);

        assertThat(room.occupiedAt(210)).isTrue();
        assertThat(room.occupiedAt(220)).isFalse();
        assertThat(IntStream.range(0, 5).mapToObj(room::isSeen)).containsExactly(true, true, true, false, true);
        assertThat(IntStream.range(0, 5).mapToObj(room::lastedBefore)).containsExactly(-1.0, 50.0, 30.0, -1.0, -1.0);
    }

    @Test
    void afterALongTimeOfWhichNothingIsKnownNobodyCanTellForHowLongItHasBeenSo() {
        room.changed(true, 100);
        room.lost(200);
        room.changed(true, 220);
        assertThat(room.since(0, 250)).isEqualTo(100);

        room.lost(300);
        room.changed(true, 900);

        assertThat(room.since(0, 850)).isEqualTo(100);
        assertThat(room.since(0, 950)).isEqualTo(900);
    }

    @Test
    void whatWasNotKnownIsNotForgottenBeforeItsTime() {
        for (int i = 0; i < 40; i++) {
            room.changed(i % 2 == 0, 100 * i);
            room.lost(100 * i + 90);
        }

        room.forgetBefore(2_050);
        RoomHistory copy = room.copy();
        room.changed(true, 9_999);

        assertThat(copy.isKnownAt(2_095)).isFalse();
        assertThat(copy.isKnownAt(2_105)).isTrue();
        assertThat(copy.isSeen(0)).as("the last one before").isFalse();
        assertThat(copy.isKnownAt(10_000)).isFalse();
        assertThat(room.isKnownAt(10_000)).isTrue();
    }

    @Test
    void aCopyStaysAsItIs() {
        room.changed(true, 10);
        RoomHistory copy = room.copy();

        room.changed(false, 20);

        assertThat(copy.transitionCount()).isOne();
        assertThat(copy.isOccupied()).isTrue();
    }
}
