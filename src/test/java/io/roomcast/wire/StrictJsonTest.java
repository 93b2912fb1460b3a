package io.roomcast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Here {@code #} stands for a number of two thousand digits. */
class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":#}", "{\"a\":-#}", "{\"a\":0.#}", "{\"a\":1e#}", "{\"a\":[1,{\"b\":#}]}", "#", "[#]"})
    void aNumberThatIsLongerThanAParserTakesIsMalformed(String text) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> StrictJson.object(text.replace("#", "9".repeat(2_000))))
                .withMessageStartingWith("the message is")
                .withMessageNotContaining("9");
    }

    @Test
    void aLongNumberThatAParserTakesIsRead() throws MalformedJsonException {
        assertThat(StrictJson.object("{\"a\":" + "9".repeat(1_000) + "}").getJsonNumber("a").doubleValue()).isInfinite();
    }
}
