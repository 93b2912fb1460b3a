package io.roomcast.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.config.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartReasonTest {

    @Test
    void whatWasForeseenIsSaidInOneLineHoweverItWasWrapped() {
        Throwable failure = new IllegalStateException("of the container", new RuntimeException(
                new InvalidConfigurationException(List.of("mqtt.port = \"x\": must be a number",
                "home.time_zone is none"))));

        assertThat(StartReason.of(failure)).hasValue("mqtt.port = \"x\": must be a number; home.time_zone is none");
    }

    @Test
    void theStartsOwnFailureIsTheReason() {
        assertThat(StartReason.of(new StartFailedException("port 1 is in use\n  by another program")))
                .hasValue("port 1 is in use; by another program");
    }

    @Test
    void whatWasNotForeseenHasNoReasonButItsRootIsNamed() {
        Throwable failure = new IllegalStateException("of the container", new ArithmeticException("a division"));

        assertThat(StartReason.of(failure)).isEmpty();
        assertThat(StartReason.unforeseen(failure)).contains("ArithmeticException: a division");
    }
}
