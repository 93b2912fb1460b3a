package io.roomcast.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.MqttDecodeException;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in plain words why there is no connection. What it says depends on the cause alone, so that equal causes read equal. */
final class FailureReason {

    private static final Set<Mqtt5DisconnectReasonCode> OTHER_REASONS = EnumSet.of(
            Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER, Mqtt5DisconnectReasonCode.SERVER_SHUTTING_DOWN,
            Mqtt5DisconnectReasonCode.SERVER_BUSY, Mqtt5DisconnectReasonCode.ADMINISTRATIVE_ACTION,
            Mqtt5DisconnectReasonCode.NOT_AUTHORIZED, Mqtt5DisconnectReasonCode.USE_ANOTHER_SERVER,
            Mqtt5DisconnectReasonCode.SERVER_MOVED);

    private final Throwable failure;

    FailureReason(Throwable failure) {
        this.failure = failure;
    }

    /** Whether a broker that does not speak MQTT 5 may be behind it: it says so, answers in its own tongue, or hangs up. */
    boolean mayBeTheProtocol() {
        if (find(SSLException.class).isPresent()) {
            return false;
        }
        Optional<Mqtt5ConnAckException> refused = find(Mqtt5ConnAckException.class);
        if (refused.isPresent()) {
            return refused.get().getMqttMessage().getReasonCode() == Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
        }
        return find(ConnectionClosedException.class).isPresent() || find(MqttDecodeException.class).isPresent();
    }

    /**
     * Whether what the broker keeps for this node may be behind it, when a connection that was accepted ended: not when
     * the broker gives a reason of another kind.
     */
    boolean mayBeTheSession() {
        return find(SubscriptionsRefusedException.class).isEmpty() && find(Mqtt5DisconnectException.class)
                .map(ended -> !OTHER_REASONS.contains(ended.getMqttMessage().getReasonCode()))
                .orElse(true);
    }

    /** Whether it is about a message that was to be published: the broker does not want it, or it cannot be written down. */
    boolean isRefusal() {
        return find(Mqtt5PubAckException.class).isPresent() || find(MqttEncodeException.class).isPresent();
    }

    /** Why, in part of a sentence. */
    @Override
    public String toString() {
        return Stream.of(refused(), encryption(), network())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> "it failed with " + root().getClass().getSimpleName());
    }

    private Optional<String> refused() {
        return Stream.of(
                find(Mqtt5ConnAckException.class).map(refusal -> refusal(refusal.getMqttMessage().getReasonCode())),
                find(Mqtt3ConnAckException.class).map(refusal -> refusal(refusal.getMqttMessage().getReturnCode())),
                find(SubscriptionsRefusedException.class).map(SubscriptionsRefusedException::getMessage),
                find(ProtocolViolationException.class).map(ProtocolViolationException::getMessage),
                find(Mqtt5DisconnectException.class)
                        .map(ended -> "the broker ended the connection: " + words(ended.getMqttMessage().getReasonCode())))
                .flatMap(Optional::stream).findFirst();
    }

    private static String refusal(Enum<?> code) {
        return switch (code.name()) {
            case "BAD_USER_NAME_OR_PASSWORD", "NOT_AUTHORIZED" ->
                "the broker refuses the user name or password (mqtt.username, mqtt.password): " + words(code);
            case "CLIENT_IDENTIFIER_NOT_VALID", "IDENTIFIER_REJECTED" -> "the broker refuses the client id (mqtt.client_id)";
            default -> "the broker refuses the connection: " + words(code);
        };
    }

    private static String words(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Optional<String> encryption() {
        if (find(NotSslRecordException.class).isPresent()) {
            return Optional.of("the broker does not speak TLS on this port (mqtt.tls)");
        }
        if (find(CertificateExpiredException.class).isPresent()) {
            return Optional.of("the broker's certificate has expired");
        }
        if (find(CertPathValidatorException.class).isPresent() || messageHas("unable to find valid certification path")) {
            return Optional.of("the broker's certificate comes from no trusted authority (mqtt.ca_file)");
        }
        if (find(CertificateException.class).isPresent()) {
            return Optional.of("the broker's certificate is not made out for this host name (mqtt.broker)");
        }
        if (find(ClosedChannelException.class).isPresent()) {
            return Optional.of("the broker hung up at once; it may not speak TLS on this port (mqtt.tls)");
        }
        return find(SSLException.class).map(problem -> "no encrypted connection could be agreed on: " + problem.getMessage());
    }

    private Optional<String> network() {
        if (find(UnknownHostException.class).isPresent() || find(UnresolvedAddressException.class).isPresent()) {
            return Optional.of("the host name is unknown (mqtt.broker)");
        }
        if (find(ConnectTimeoutException.class).isPresent() || find(TimeoutException.class).isPresent()) {
            return Optional.of("the broker does not answer");
        }
        if (find(ConnectException.class).isPresent()) {
            return Optional.of("nothing listens there, or a firewall refuses");
        }
        return find(ConnectionClosedException.class).map(closed -> "the connection was closed");
    }

    private <T extends Throwable> Optional<T> find(Class<T> type) {
        return find(failure, type);
    }

    /** What of that type is behind a failure. */
    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private boolean messageHas(String text) {
        return chain().anyMatch(cause -> cause.getMessage() != null && cause.getMessage().contains(text));
    }

    private Throwable root() {
        return chain().reduce(failure, (first, second) -> second);
    }

    private Stream<Throwable> chain() {
        return chain(failure);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
