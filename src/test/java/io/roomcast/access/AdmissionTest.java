package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final HandClock clock = new HandClock();

    private static Ticket admitted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        return ((Decision.Admitted) decision).ticket();
    }

    private static Refusal refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal();
    }

    @Test
    void anAddressGetsAsManyPlacesAsItsLimit() {
        Admission admission = new Admission(10, 2, clock);
        admitted(admission.admit("a"));
        admitted(admission.admit("a"));

        Refusal refusal = refused(admission.admit("a"));

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.retryAfter()).isPresent();
        admitted(admission.admit("b"));
    }

    @Test
    void theServerGivesNoMorePlacesThanItsLimit() {
        Admission admission = new Admission(2, 2, clock);
        admitted(admission.admit("a"));
        admitted(admission.admit("b"));

        Refusal refusal = refused(admission.admit("c"));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void theLimitOfAnAddressIsToldBeforeThatOfTheServer() {
        Admission admission = new Admission(1, 1, clock);
        admitted(admission.admit("a"));

        assertThat(refused(admission.admit("a")).status()).isEqualTo(429);
    }

    @Test
    void withoutALimitAnAddressMayTakeAllPlaces() {
        Admission admission = new Admission(100, 0, clock);

        for (int i = 0; i < 100; i++) {
            admitted(admission.admit("a"));
        }

        assertThat(refused(admission.admit("a")).status()).isEqualTo(503);
    }

    @Test
    void aReleasedPlaceIsFreeOnceHoweverOftenItIsReleased() {
        Admission admission = new Admission(2, 0, clock);
        Ticket first = admitted(admission.admit("a"));
        admitted(admission.admit("a"));
        assertThat(first.claim()).isTrue();

        first.release();
        first.release();
        first.abandon();

        assertThat(admission.held()).isEqualTo(1);
        assertThat(first.claim()).isFalse();
    }

    @Test
    void aReservationLapsesWhenNoSocketOpens() {
        Admission admission = new Admission(1, 0, clock);
        Ticket late = admitted(admission.admit("a"));

        clock.advance(Admission.RESERVATION);

        admitted(admission.admit("b"));
        assertThat(late.claim()).isFalse();
        late.release();
        assertThat(admission.held()).isEqualTo(1);
    }

    @Test
    void aClaimedPlaceDoesNotLapse() {
        Admission admission = new Admission(1, 0, clock);
        Ticket ticket = admitted(admission.admit("a"));
        ticket.claim();

        clock.advance(Duration.ofDays(1));
        admission.sweep();

        assertThat(admission.held()).isEqualTo(1);
        assertThat(ticket.claim()).isTrue();
    }

    @Test
    void aHandshakeThatFailsGivesItsPlaceBackButNotThatOfAnOpenSocket() {
        Admission admission = new Admission(2, 0, clock);
        Ticket failed = admitted(admission.admit("a"));
        Ticket open = admitted(admission.admit("a"));
        open.claim();

        failed.abandon();
        open.abandon();

        assertThat(admission.held()).isEqualTo(1);
    }

    @Test
    void aBurstOfHandshakesDoesNotGetPastTheLimit() throws Exception {
        Admission admission = new Admission(50, 0, clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Decision>> burst = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                burst.add(() -> admission.admit("a"));
            }

            int in = 0;
            for (Future<Decision> decision : threads.invokeAll(burst)) {
                in += decision.get() instanceof Decision.Admitted ? 1 : 0;
            }

            assertThat(in).isEqualTo(50);
            assertThat(admission.held()).isEqualTo(50);
        } finally {
            threads.shutdownNow();
        }
    }
}
