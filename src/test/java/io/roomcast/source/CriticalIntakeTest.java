package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.mqtt.Backoff;
import io.roomcast.mqtt.CapturedLog;
import io.roomcast.mqtt.IncomingMessage;
import io.roomcast.mqtt.ManualTimer;
import io.roomcast.tracking.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CriticalIntakeTest {

    private static final int CAPACITY = 3;

    private final Messages messages = new Messages();
    private final List<String> handled = new ArrayList<>();
    private final ManualTimer timer = new ManualTimer();
    private boolean storeIsThere = true;
    private int resends;
    private boolean broken;
    private final List<String> givenUp = new ArrayList<>();
    private final CriticalIntake intake = new CriticalIntake(new Handler(), timer, timer,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0, new Random()), CAPACITY, () -> resends++);

    @Test
    void anAlertIsAcknowledgedOnceItIsStored() {
        intake.accept(messages.message("alerts", "one"));

        assertThat(handled).containsExactly("one");
        assertThat(messages.acknowledged).containsExactly("one");
    }

    @Test
    void whileTheStoreIsAwayAlertsWaitInTheirOrderAndAreTriedEverLessOften() {
        storeIsThere = false;
        intake.accept(messages.message("alerts", "one"));
        intake.accept(messages.message("alerts", "two"));

        for (long wait : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(wait));
            timer.pass(Duration.ofSeconds(wait));
        }
        assertThat(messages.acknowledged).isEmpty();

        storeIsThere = true;
        timer.pass(Duration.ofSeconds(30));
        assertThat(handled).containsExactly("one", "two");
        assertThat(messages.acknowledged).containsExactly("one", "two");
        assertThat(timer.waiting()).isEmpty();
    }

    @Test
    void afterASuccessTheNextWaitIsAShortOneAgain() {
        storeIsThere = false;
        intake.accept(messages.message("alerts", "one"));
        timer.pass(Duration.ofSeconds(3));
        storeIsThere = true;
        timer.pass(Duration.ofSeconds(4));

        storeIsThere = false;
        intake.accept(messages.message("alerts", "two"));

        assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void anAlertThatComesAgainWhileItWaitsIsHandledOnceAndAcknowledgedEachTime() {
        storeIsThere = false;
        intake.accept(messages.message("alerts", "one"));
        intake.accept(messages.message("alerts", "one"));
        storeIsThere = true;

        timer.pass(Duration.ofSeconds(1));

        assertThat(handled).containsExactly("one");
        assertThat(messages.acknowledged).containsExactly("one", "one");
    }

    @Test
    void whatIsTooMuchStaysWithTheBrokerAndIsAskedForLater() {
        storeIsThere = false;
        for (String text : List.of("one", "two", "three", "four", "five")) {
            intake.accept(messages.message("alerts", text));
        }
        storeIsThere = true;
        assertThat(resends).isZero();

        timer.pass(Duration.ofSeconds(1));

        assertThat(messages.acknowledged).containsExactly("one", "two", "three");
        assertThat(resends).isEqualTo(1);
    }

    @Test
    void theLogSaysWhenItStartsAndWhenItIsOver() {
        try (CapturedLog log = CapturedLog.of("io.roomcast.source")) {
            storeIsThere = false;
            intake.accept(messages.message("alerts", "one"));
            timer.pass(Duration.ofSeconds(60));
            storeIsThere = true;
            timer.pass(Duration.ofSeconds(30));

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).contains("could not be stored");
            assertThat(log.lines().get(1)).contains("can be stored again");
        }
    }

    @Test
    void onceClosedNothingIsTriedAnyMore() {
        storeIsThere = false;
        intake.accept(messages.message("alerts", "one"));

        intake.close();
        storeIsThere = true;
        timer.pass(Duration.ofHours(1));

        assertThat(handled).isEmpty();
        assertThat(messages.acknowledged).isEmpty();
    }

    @Test
    void whatFailsOtherwiseIsTriedSomeTimesAndThenGivenUpForThoseBehindIt() {
        broken = true;
        intake.accept(messages.message("alerts", "one"));
        intake.accept(messages.message("alerts", "two"));

        timer.pass(Duration.ofSeconds(1 + 2 + 4));
        assertThat(givenUp).isEmpty();
        assertThat(messages.acknowledged).isEmpty();
        timer.pass(Duration.ofSeconds(8));

        assertThat(givenUp).containsExactly("one");
        assertThat(messages.acknowledged).containsExactly("one");
        assertThat(timer.waiting()).containsExactly(Duration.ofSeconds(1));
        broken = false;
        timer.pass(Duration.ofSeconds(1));
        assertThat(handled).containsExactly("two");
        assertThat(messages.acknowledged).containsExactly("one", "two");
    }

    @Test
    void whatFailsOnceForNoReasonThatIsKnownIsNotLost() {
        broken = true;
        intake.accept(messages.message("alerts", "one"));
        broken = false;

        timer.pass(Duration.ofSeconds(1));

        assertThat(handled).containsExactly("one");
        assertThat(messages.acknowledged).containsExactly("one");
        assertThat(givenUp).isEmpty();
    }

    @Test
    void theTimesWhenTheStoreWasAwayDoNotCount() {
        storeIsThere = false;
        intake.accept(messages.message("alerts", "one"));
        timer.pass(Duration.ofHours(1));
        storeIsThere = true;
        broken = true;

        timer.pass(Duration.ofSeconds(30L * (Attempts.MOST - 1)));
        assertThat(givenUp).isEmpty();
        timer.pass(Duration.ofSeconds(30));

        assertThat(givenUp).containsExactly("one");
    }

    @Test
    void onceClosedNothingIsGivenUpSinceTheBrokerKeepsIt() {
        broken = true;
        intake.accept(messages.message("alerts", "one"));

        intake.close();
        timer.pass(Duration.ofHours(1));

        assertThat(givenUp).isEmpty();
        assertThat(messages.acknowledged).isEmpty();
    }

    private final class Handler implements CriticalIntake.Handler {

        @Override
        public void handle(IncomingMessage message) {
            if (!storeIsThere) {
                throw new StoreUnavailableException("away", null);
            }
            if (broken) {
                throw new IllegalStateException("broken");
            }
            handled.add(Messages.text(message));
        }

        @Override
        public void giveUp(IncomingMessage message, RuntimeException failure) {
            assertThat(failure).hasMessage("broken");
            givenUp.add(Messages.text(message));
        }
    }
}
