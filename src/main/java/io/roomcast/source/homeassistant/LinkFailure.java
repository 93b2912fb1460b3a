package io.roomcast.source.homeassistant;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says in plain words why there is no link. What it says depends on the cause alone, so that equal causes read equal. Containers tell the
 * answer to a handshake in their messages only.
 */
final class LinkFailure {

    /** As in "Response code was not 101: 404." of Tyrus, and "a 404 response was returned instead of a 101 response" of Open Liberty. */
    private static final Pattern STATUS =
            Pattern.compile("(?i)(?:code|status|101)\\D{0,40}?\\b((?!101)[1-5]\\d\\d)\\b|\\b((?!101)[1-5]\\d\\d) response");
    private static final String URL = " (home_assistant.url)";

    private final Throwable failure;

    LinkFailure(Throwable failure) {
        this.failure = failure;
    }

    /** Why, in part of a sentence. */
    @Override
    public String toString() {
        return Stream.of(encryption(), network(), answer())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("what answers there does not speak as Home Assistant does" + URL);
    }

    private Optional<String> encryption() {
        if (find(CertificateExpiredException.class).isPresent()) {
            return Optional.of("its certificate has expired");
        }
        if (find(CertPathValidatorException.class).isPresent() || messageHas("unable to find valid certification path")) {
            return Optional.of("its certificate comes from no trusted authority (home_assistant.ca_file)");
        }
        if (find(CertificateException.class).isPresent()) {
            return Optional.of("its certificate is not made out for this host name" + URL);
        }
        if (messageHas("recognized SSL message") || messageHas("not an SSL/TLS record")) {
            return Optional.of("it does not speak TLS on this port; http:// may be meant, not https://" + URL);
        }
        if (messageHas("CWWKH0048E")) {
            return Optional.of("this server cannot encrypt yet; if that stays, it lacks the feature transportSecurity-1.0");
        }
        return find(SSLException.class).map(problem -> "no encrypted connection could be agreed on: " + problem.getMessage());
    }

    private Optional<String> network() {
        if (find(UnknownHostException.class).isPresent() || find(UnresolvedAddressException.class).isPresent()) {
            return Optional.of("the host name is unknown" + URL);
        }
        if (find(TimeoutException.class).isPresent() || find(SocketTimeoutException.class).isPresent()) {
            return Optional.of("it does not answer");
        }
        return find(ConnectException.class).map(refused -> "nothing listens there, or a firewall refuses" + URL);
    }

    /** What a server said that was no WebSocket. */
    private Optional<String> answer() {
        return chain().map(Throwable::getMessage)
                .filter(message -> message != null)
                .flatMap(message -> STATUS.matcher(message).results())
                .map(match -> match.group(match.group(1) == null ? 2 : 1))
                .findFirst()
                .map(LinkFailure::answer);
    }

    private static String answer(String status) {
        return switch (status) {
            case "401", "403" -> "it refuses this machine (" + status + "), which it may have banned for wrong tokens";
            case "404" -> "there is no Home Assistant at this address (404)" + URL;
            case "502", "503", "504" -> "a proxy says that Home Assistant is away (" + status + ")";
            default -> "what answers there is no WebSocket (" + status + ")" + URL;
        };
    }

    private <T extends Throwable> Optional<T> find(Class<T> type) {
        return chain().filter(type::isInstance).map(type::cast).findFirst();
    }

    private boolean messageHas(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return chain().map(Throwable::getMessage)
                .anyMatch(message -> message != null && message.toLowerCase(Locale.ROOT).contains(lower));
    }

    private Stream<Throwable> chain() {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
