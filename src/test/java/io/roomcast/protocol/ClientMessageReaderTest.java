package io.roomcast.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.roomcast.access.Capability;
import io.roomcast.home.RoomId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In these tests single quotes stand for double ones. */
class ClientMessageReaderTest {

    @Test
    void anAuthenticationIsReadWithAllItMaySay() throws ProtocolException {
        ClientMessage message = read("""
                {'type':'authentication','message_id':'m1','colour':'red','data':{'api_key':'k','client_name':'panel',
                 'capabilities':['alerts','unheard_of'],'room_filters':['kitchen'],'features':['batch','other'],'resume':true}}""");

        assertThat(message).isEqualTo(new ClientMessage.Authentication(Optional.of("m1"), "k", "panel",
                Optional.of(Set.of(Capability.ALERTS)), Set.of(new RoomId("kitchen")), Set.of(ClientMessage.Feature.BATCH), true));
    }

    @Test
    void allButTheKeyMayBeLeftOutOrNull() throws ProtocolException {
        ClientMessage.Authentication plain = new ClientMessage.Authentication(
                Optional.empty(), "k", "", Optional.empty(), Set.of(), Set.of(), false);

        assertThat(read("{'type':'authentication','data':{'api_key':'k'}}")).isEqualTo(plain);
        assertThat(read("""
                {'type':'authentication','message_id':null,'data':{'api_key':'k','client_name':null,'capabilities':null,
                 'room_filters':null,'features':null,'resume':null}}""")).isEqualTo(plain);
        assertThat(read("{'type':'authentication','data':{'api_key':'k','capabilities':[]}}")).isEqualTo(plain);
    }

    @Test
    void anAuthenticationDoesNotShowItsKey() throws ProtocolException {
        assertThat(read("{'type':'authentication','data':{'api_key':'very-secret'}}").toString()).doesNotContain("very-secret");
    }

    @Test
    void aRoomIsNamedByItsPathOrNarrowsAStream() throws ProtocolException {
        StreamId kitchen = StreamId.room(new RoomId("kitchen"));

        assertThat(subscription("'endpoint':'/ws/room/kitchen'")).isEqualTo(Subscription.to(kitchen));
        assertThat(subscription("'endpoint':'/ws/room/kitchen','room_id':'kitchen'")).isEqualTo(Subscription.to(kitchen));
        assertThat(subscription("'endpoint':'/ws/predictions','room_id':'kitchen'"))
                .isEqualTo(new Subscription(StreamId.PREDICTIONS, Set.of(new RoomId("kitchen")), Filters.NONE));
        assertThat(subscription("'endpoint':'/ws/predictions','room_id':null,'filters':{}"))
                .isEqualTo(Subscription.to(StreamId.PREDICTIONS));
    }

    @Test
    void aHeartbeatMayHoldAnything() throws ProtocolException {
        assertThat(read("{'type':'heartbeat','data':{}}")).isEqualTo(new ClientMessage.Heartbeat(Optional.empty()));
        assertThat(read("{'type':'heartbeat','data':{'client_time':[1,{}]}}")).isEqualTo(new ClientMessage.Heartbeat(Optional.empty()));
    }

    @Test
    void anAcknowledgedIdThatIsNoIdIsNobodysId() throws ProtocolException {
        assertThat(read("{'type':'acknowledge','data':{'message_id':'1-1-1-1-1'}}"))
                .isEqualTo(new ClientMessage.Acknowledge(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "1", "null", "{", "{'type':'heartbeat'} {}", "{'type':'heartbeat',}", "{type:1}"})
    void whatIsNotAJsonObjectIsRefused(String text) {
        ProtocolException refused = refusal(text);

        assertThat(refused.code()).isEqualTo(ErrorCode.WEBSOCKET_VALIDATION_ERROR);
        assertThat(refused.getMessage()).startsWith("the message is");
    }

    @Test
    void deepNestingIsRefusedHoweverDeep() {
        assertThat(refusal("[".repeat(60_000)).getMessage()).contains("32");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("{'type':'heartbeat','x':" + "[".repeat(32) + "]".repeat(32) + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'data':{}} | type",
        "{'type':1,'data':{}} | type",
        "{'type':'dance','data':{}} | type",
        "{'type':'AUTHENTICATION','data':{}} | type",
        "{'type':'subscribe'} | data",
        "{'type':'subscribe','data':null} | data",
        "{'type':'subscribe','data':[]} | data",
        "{'type':'heartbeat'} | data",
        "{'type':'heartbeat','data':null} | data",
        "{'type':'heartbeat','data':1} | data",
        "{'type':'subscribe','data':{}} | data.endpoint",
        "{'type':'subscribe','data':{'endpoint':1}} | data.endpoint",
        "{'type':'subscribe','data':{'endpoint':'/ws/alerts','room_id':'a b'}} | data.room_id",
        "{'type':'subscribe','data':{'endpoint':'/ws/room/a','room_id':'b'}} | data.room_id",
        "{'type':'subscribe','data':{'endpoint':'/ws/alerts','filters':[]}} | data.filters",
        "{'type':'unsubscribe','data':{'endpoint':'/ws/alerts','room_id':3}} | data.room_id",
        "{'type':'acknowledge','data':{}} | data.message_id",
        "{'type':'acknowledge','data':{'message_id':7}} | data.message_id",
        "{'type':'authentication','data':{}} | data.api_key",
        "{'type':'authentication','data':{'api_key':{}}} | data.api_key",
        "{'type':'authentication','data':{'api_key':'k','capabilities':'alerts'}} | data.capabilities",
        "{'type':'authentication','data':{'api_key':'k','room_filters':['no room']}} | data.room_filters",
        "{'type':'authentication','data':{'api_key':'k','features':[1]}} | data.features",
        "{'type':'authentication','data':{'api_key':'k','resume':'yes'}} | data.resume",
        "{'type':'authentication','data':{'api_key':'k','client_name':'a\\nb'}} | data.client_name",
        "{'type':'heartbeat','message_id':5} | message_id",
    })
    void theMemberAtFaultIsNamed(String text, String field) {
        ProtocolException refused = refusal(text);

        assertThat(refused.code()).isEqualTo(ErrorCode.WEBSOCKET_VALIDATION_ERROR);
        assertThat(refused.field()).contains(field);
        assertThat(refused.getMessage()).contains(field.substring(field.lastIndexOf('.') + 1));
    }

    @Test
    void namesHaveALongestLength() throws ProtocolException {
        String longest = "n".repeat(128);
        String format = "{'type':'authentication','message_id':'%s','data':{'api_key':'k','client_name':'%s'}}";

        assertThat(read(format.formatted(longest, longest)).messageId()).contains(longest);
        assertThat(refusal(format.formatted(longest + "n", "")).field()).contains("message_id");
        assertThat(refusal(format.formatted("", longest + "n")).field()).contains("data.client_name");
    }

    @Test
    void aRefusalAnswersTheMessageItConcerns() {
        assertThat(refusal("{'type':'dance','message_id':'m7'}").inReplyTo()).contains("m7");
        assertThat(refusal("{'type':'dance'}").inReplyTo()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/nowhere", "/ws/room/", "/ws/room/a/b", "/ws/predictions/", "ws/predictions", ""})
    void anEndpointThatDoesNotExistIsASubscriptionError(String endpoint) {
        assertThat(refusal("{'type':'subscribe','data':{'endpoint':'" + endpoint + "'}}").code())
                .isEqualTo(ErrorCode.SUBSCRIPTION_ERROR);
    }

    private static Subscription subscription(String data) throws ProtocolException {
        return ((ClientMessage.Subscribe) read("{'type':'subscribe','data':{" + data + "}}")).subscription();
    }

    private static ClientMessage read(String text) throws ProtocolException {
        return ClientMessageReader.read(text.replace('\'', '"'));
    }

    private static ProtocolException refusal(String text) {
        ProtocolException refused = catchThrowableOfType(ProtocolException.class, () -> read(text));
        assertThat(refused).as(text).isNotNull();
        return refused;
    }
}
