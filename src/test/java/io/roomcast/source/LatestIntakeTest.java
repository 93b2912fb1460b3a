package io.roomcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.metrics.RecordedMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LatestIntakeTest {

    private final Messages messages = new Messages();
    private final List<String> handled = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final LatestIntake intake = new LatestIntake(message -> handled.add(Messages.text(message)), tasks::add,
            metrics.counter("conflated", ""));

    @Test
    void aMessageIsAcknowledgedOnceItHasBeenHandled() {
        intake.accept(messages.message("a", "one"));
        assertThat(messages.acknowledged).isEmpty();

        runAll();

        assertThat(handled).containsExactly("one");
        assertThat(messages.acknowledged).containsExactly("one");
    }

    @Test
    void whatHasNotBeenHandledIsReplacedByTheNextOfItsTopicAndKeepsItsPlace() {
        intake.accept(messages.message("a", "a1"));
        intake.accept(messages.message("b", "b1"));
        intake.accept(messages.message("a", "a2"));
        assertThat(messages.acknowledged).containsExactly("a1");
        assertThat(metrics.count("conflated")).isEqualTo(1);

        runAll();

        assertThat(handled).containsExactly("a2", "b1");
        assertThat(messages.acknowledged).containsExactly("a1", "a2", "b1");
        assertThat(metrics.count("conflated")).isEqualTo(1);
    }

    @Test
    void theyAreHandledOneAfterTheOther() {
        intake.accept(messages.message("a", "a1"));
        intake.accept(messages.message("b", "b1"));

        assertThat(tasks).hasSize(1);
        runAll();
        intake.accept(messages.message("a", "a2"));
        assertThat(tasks).hasSize(1);
    }

    @Test
    void onceClosedNothingIsHandledOrAcknowledged() {
        intake.accept(messages.message("a", "a1"));

        intake.close();
        intake.accept(messages.message("b", "b1"));
        runAll();

        assertThat(handled).isEmpty();
        assertThat(messages.acknowledged).isEmpty();
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }
}
