package io.roomcast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AdmissionPropertiesTest {

    /** Each number is a step: which ticket it is about, and what happens to it. */
    @Property
    void theCountIsThatOfTheTicketsThatHoldAPlace(@ForAll @Size(max = 200) List<@IntRange(max = 9_999) Integer> steps) {
        HandClock time = new HandClock();
        Admission admission = new Admission(20, 5, time);
        List<Ticket> tickets = new ArrayList<>();

        for (int step : steps) {
            Optional<Ticket> ticket = tickets.isEmpty() ? Optional.empty() : Optional.of(tickets.get(step / 10 % tickets.size()));
            switch (step % 10) {
                case 0 -> ticket.ifPresent(Ticket::release);
                case 1 -> ticket.ifPresent(Ticket::abandon);
                case 2, 3 -> ticket.ifPresent(Ticket::claim);
                case 4 -> time.advance(Duration.ofSeconds(3));
                default -> {
                    if (admission.admit("address " + step / 10 % 7) instanceof Decision.Admitted in) {
                        tickets.add(in.ticket());
                    }
                }
            }
            long holding = tickets.stream().filter(held -> held.state() != Ticket.State.GONE).count();
            assertThat(admission.held()).isEqualTo((int) holding).isLessThanOrEqualTo(20);
        }

        tickets.forEach(Ticket::release);
        assertThat(admission.held()).isZero();
        for (int i = 0; i < 5; i++) {
            assertThat(admission.admit("address 0")).isInstanceOf(Decision.Admitted.class);
        }
    }
}
