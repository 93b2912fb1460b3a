package io.roomcast.source.homeassistant;

import io.roomcast.config.HomeAssistantSettings;
import io.roomcast.mqtt.TrustedAuthorities;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes links by the WebSocket client of the container. Thread-safe. */
final class WebSocketLinks implements Link.Factory {

    private final URI socket;
    private final Optional<SSLContext> encryption;
    private final Executor executor;

    /**
     * @param executor where connections are made, which blocks
     * @throws IllegalArgumentException if the file of trusted authorities cannot be used
     */
    WebSocketLinks(HomeAssistantSettings settings, Executor executor) {
        this.socket = settings.socket();
        this.encryption = socket.getScheme().equals("wss") ? Optional.of(encryption(settings.caFile())) : Optional.empty();
        this.executor = executor;
    }

    /** The Java runtime's authorities have to be asked for: a server may trust others by default. */
    private static SSLContext encryption(Optional<Path> caFile) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trusted = caFile
                    .map(file -> TrustedAuthorities.in(file, "Home Assistant").getTrustManagers())
                    .orElse(null);
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no TLS", impossible);
        }
    }

    @Override
    public Link open(Link.Listener listener) {
        WebSocketLink link = new WebSocketLink(socket, encryption, listener);
        try {
            executor.execute(link::connect);
        } catch (RejectedExecutionException stopping) {
            listener.ended("the server takes no more work");
        }
        return link;
    }
}
