package io.roomcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TruthTest {

    private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");
    private static final Period THREE_DAYS = Period.of(BEGAN, Instant.parse("2026-03-04T23:00:00Z"), 2);

    @Test
    void theNextTransitionIsTheFirstAfterTheQuestion() {
        Truth truth = new OneRoom().occupied("2026-03-03T08:00:00", 10).occupied("2026-03-03T09:00:00", 10).truth(THREE_DAYS);

        assertThat(truth.nextAfter(at("2026-03-03T07:59:59"))).hasValue(at("2026-03-03T08:00:00"));
        assertThat(truth.nextAfter(at("2026-03-03T08:00:00"))).hasValue(at("2026-03-03T08:10:00"));
        assertThat(truth.nextAfter(at("2026-03-03T09:10:00"))).isEqualTo(OptionalLong.empty());
        assertThat(truth.occupiedAt(at("2026-03-03T08:00:00"))).isTrue();
        assertThat(truth.occupiedAt(at("2026-03-03T08:10:00"))).isFalse();
        assertThat(truth.from(at("2026-03-03T09:00:00"))).containsExactly(at("2026-03-03T09:00:00"), at("2026-03-03T09:10:00"));
    }

    @Test
    void whatHappensAtTheVeryEndIsNotKnown() {
        Truth truth = new OneRoom().occupied("2026-03-04T22:55:00", 5).truth(THREE_DAYS);

        assertThat(truth.from(0)).containsExactly(at("2026-03-04T22:55:00"));
    }

    @Test
    void aRoomIsLivelyWithTwoTransitionsOnEachDayOfTraining() {
        OneRoom once = new OneRoom().occupied("2026-03-02T08:00:00", 60);
        OneRoom twice = new OneRoom().occupied("2026-03-02T08:00:00", 60).occupied("2026-03-03T08:00:00", 60);

        assertThat(once.occupied("2026-03-04T08:00:00", 60).truth(THREE_DAYS).isLively()).isFalse();
        assertThat(twice.truth(THREE_DAYS).isLively()).isTrue();
    }

    @Test
    void aRoomThatIsHardlyEverOrNearlyAlwaysOccupiedIsNotLively() {
        OneRoom never = new OneRoom();
        OneRoom always = new OneRoom().occupied("2026-03-02T00:01:00", 10);
        for (int hour = 8; hour < 12; hour++) {
            never.occupied("2026-03-02T%02d:01:00".formatted(hour), 1);
        }
        always.occupied("2026-03-02T00:12:00", 30).occupied("2026-03-02T00:43:00", 4212);

        assertThat(never.truth(THREE_DAYS).isLively()).isFalse();
        assertThat(always.truth(THREE_DAYS).isLively()).isFalse();
    }

    private static long at(String wallClock) {
        return OneRoom.at(wallClock).toEpochMilli();
    }
}
