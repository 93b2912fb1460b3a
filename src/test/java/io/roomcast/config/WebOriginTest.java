package io.roomcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {

    @ParameterizedTest
    @CsvSource({"http://a.example, HTTP://A.example:80", "https://a.example:443, https://a.example", "http://[::1]:80, http://[::1]"})
    void theSameOriginCanBeWrittenInSeveralWays(String one, String other) {
        assertThat(WebOrigin.parse(one)).isPresent().isEqualTo(WebOrigin.parse(other));
    }

    @ParameterizedTest
    @CsvSource({"http://a.example, https://a.example", "http://a.example, http://a.example:8766", "http://a.example, http://b.example"})
    void schemeHostAndPortAllCount(String one, String other) {
        assertThat(WebOrigin.parse(one)).isPresent().isNotEqualTo(WebOrigin.parse(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "a.example", "http://", "http://a.example/", "http://a.example/x", "http://a:99999", "http://u@a"})
    void whatIsNoOriginIsRefused(String text) {
        assertThat(WebOrigin.parse(text)).isEmpty();
    }

    @Test
    void otherSchemesHaveNoUsualPort() {
        assertThat(WebOrigin.parse("chrome-extension://abc")).contains(new WebOrigin("chrome-extension", "abc", -1));
    }
}
