package io.roomcast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.roomcast.home.RoomId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class ReaderPropertiesTest {

    private static final RoomId ROOM = new RoomId("kitchen");
    private static final List<String> NAMES = List.of("predicted_time", "prediction_made_at", "transition_type", "confidence_score",
            "time_until_seconds", "current_state", "alternatives", "features_count", "prediction_metadata", "room_id",
            "room_name", "previous_state", "changed_at", "accuracy", "mean_error_minutes", "drift_score", "drift_severity",
            "drift_types", "statistics", "detected_at", "alert_type", "severity", "message", "alert_id", "created_at",
            "system_status", "window_hours", "confidence", "minutes", "probability", "prediction_interval", "from", "to");

    private final AnnouncementReader reader = new AnnouncementReader(InstantSource.fixed(Instant.EPOCH));

    @Property(tries = 3000)
    void anyObjectIsReadOrRefusedAndNothingElse(@ForAll("objects") String json) {
        everyReaderOf(json).forEach(ReaderPropertiesTest::readsOrRefuses);
    }

    @Property
    void anyBytesAreReadOrRefusedAndNothingElse(@ForAll byte[] payload) {
        readsOrRefuses(() -> reader.alert(PayloadText.decode(ByteBuffer.wrap(payload))));
    }

    @Property
    void aDamagedPayloadIsReadOrRefusedAndNothingElse(@ForAll("predictions") String json, @ForAll @IntRange(max = 200) int at,
            @ForAll char replacement) {
        int place = Math.min(at, json.length() - 1);
        String damaged = json.substring(0, place) + replacement + json.substring(place + 1);

        readsOrRefuses(() -> reader.prediction(ROOM, damaged));
    }

    @Property
    void aConfidenceIsTakenExactlyWhenItIsAProbability(@ForAll double confidence) {
        ThrowingCallable reading = () -> reader.prediction(ROOM, prediction(Double.toString(confidence)));

        if (confidence >= 0 && confidence <= 1) {
            assertThatCode(reading).doesNotThrowAnyException();
        } else {
            assertThatCode(reading).isInstanceOf(PayloadException.class);
        }
    }

    @Property
    void aTimeIsTheSameWithWhateverOffsetItIsWritten(@ForAll @IntRange(min = 0, max = 2_000_000_000) int second,
            @ForAll @IntRange(max = 999_999) int micros, @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        OffsetDateTime time = Instant.ofEpochSecond(second, micros * 1000L)
                .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        boolean beforeThe1970s = time.getYear() < 1970;

        assertThat(IsoTime.parse(time.toString())).contains(time.toInstant());
        assertThat(beforeThe1970s || IsoTime.parse(time.toString().replace("T", " ")).isPresent()).isTrue();
    }

    @Provide
    Arbitrary<String> predictions() {
        return Arbitraries.of("0.5", "1", "0").map(ReaderPropertiesTest::prediction);
    }

    @Provide
    Arbitrary<String> objects() {
        return object(values());
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> simple = Arbitraries.of("null", "true", "0", "1", "-1", "0.5", "7", "1e400", "-1e-400", "1e99999999",
                "\"\"", "\"kitchen\"", "\"occupied\"", "\"2026-01-15T14:30:00Z\"", "\"9999-12-31T23:59:59-18:00\"",
                "\"system_error\"", "\"critical\"", "\"online\"", "\"\\u0000\"", "[]", "{}");
        Arbitrary<String> odd = Arbitraries.strings().ofMaxLength(5).map(text -> "\"" + text + "\"");
        return Arbitraries.lazyOf(() -> simple, () -> simple, () -> odd, () -> object(simple),
                () -> simple.list().ofMaxSize(3).map(Object::toString),
                () -> object(simple).list().ofMaxSize(3).map(Object::toString));
    }

    private static Arbitrary<String> object(Arbitrary<String> values) {
        Arbitrary<String> member = Arbitraries.of(NAMES).flatMap(name -> values.map(value -> "\"" + name + "\":" + value));
        return member.list().ofMaxSize(12).map(members -> "{" + String.join(",", members) + "}");
    }

    private List<ThrowingCallable> everyReaderOf(String json) {
        return List.of(() -> reader.prediction(ROOM, json), () -> reader.stateChange(ROOM, json), () -> reader.accuracy(ROOM, json),
                () -> reader.drift(ROOM, json), () -> reader.drift(json), () -> reader.alert(json), () -> reader.trackerStatus(json));
    }

    private static void readsOrRefuses(ThrowingCallable reading) {
        try {
            reading.call();
        } catch (PayloadException refused) {
            assertThat(refused).message().isNotBlank();
        } catch (Throwable other) {
            throw new AssertionError("must be a refusal", other);
        }
    }

    private static String prediction(String confidence) {
        return String.format(Locale.ROOT, "{\"predicted_time\":\"2026-01-15T15:45:00Z\",\"transition_type\":\"occupied\","
                + "\"prediction_made_at\":\"2026-01-15T14:30:00Z\",\"confidence_score\":%s}", confidence);
    }

    @Property(tries = 50)
    void textInAnotherEncodingIsRefused(@ForAll @IntRange(min = 0x80, max = 0xff) int letter) {
        byte[] latin1 = ("{\"message\": \"" + (char) letter + "\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatCode(() -> PayloadText.decode(ByteBuffer.wrap(latin1))).isInstanceOf(PayloadException.class);
    }
}
