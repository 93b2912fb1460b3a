package io.roomcast.start;

import io.roomcast.config.HostServer;
import io.roomcast.config.WebSocketSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Ends the start where the server does not listen on the port that is set, or cannot, since another program does. Only
 * on Open Liberty: where a port is in use it says so in its log, and serves nobody. Whether it is in use is known only
 * where the server starts with the application, as it does when the build runs it, since ports are opened after
 * applications have started.
 */
@ApplicationScoped
public class PortCheck {

    private static final Logger LOG = Logger.getLogger(PortCheck.class.getPackageName());
    private static final String ENDPOINT = "WebSphere:feature=channelfw,type=endpoint,name=defaultHttpEndpoint";
    private static final int ANSWER_WITHIN_MILLIS = 1_000;
    /**
     * Set once the port was looked at in this process: when the application is started again, the port is the server's
     * own.
     */
    private static final String CHECKED = "roomcast.port.checked";
    private static final int ENOUGH = 16 * 1024;

    private final Instance<WebSocketSettings> settings;

    /** For the container's proxy only. */
    protected PortCheck() {
        this(null);
    }

    @Inject
    public PortCheck(Instance<WebSocketSettings> settings) {
        this.settings = settings;
    }

    void check(@Observes @Priority(6) ApplicationStarting event) {
        if (HostServer.current() == HostServer.OPEN_LIBERTY) {
            WebSocketSettings wanted = settings.get();
            listeningPort().filter(port -> port > 0 && port != wanted.port()).ifPresent(port -> {
                throw new StartFailedException("tracking.websocket_api_port is " + wanted.port()
                        + ", but Open Liberty listens on port "
                        + port + ", which the variable WEBSOCKET_API_PORT of server.xml decides: set WEBSOCKET_API_PORT="
                        + wanted.port() + " in the environment or in server.env");
            });
            if (Boolean.getBoolean(StartSequence.EXIT) && System.setProperty(CHECKED, "true") == null) {
                ensureFree(wanted);
            }
        }
    }

    private static Optional<Integer> listeningPort() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName endpoint = new ObjectName(ENDPOINT);
            return beans.isRegistered(endpoint) && beans.getAttribute(endpoint, "Port") instanceof Integer port
                    ? Optional.of(port) : Optional.empty();
        } catch (JMException otherVersion) {
            LOG.log(Level.FINE, "This Open Liberty does not say on which port it listens", otherVersion);
            return Optional.empty();
        }
    }

    private static void ensureFree(WebSocketSettings wanted) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address(wanted.host()), wanted.port()));
        } catch (UnknownHostException unknown) {
            throw new StartFailedException("tracking.websocket_api_host is " + wanted.host()
                    + ", which this machine does not know");
        } catch (IOException taken) {
            throw new StartFailedException("port " + wanted.port() + " is in use" + (isRoomcast(wanted)
                    ? " by Roomcast, which runs already at " + wanted.address()
                    : " by another program (" + taken.getMessage() + ")")
                    + "; set WEBSOCKET_API_PORT for another port");
        }
    }

    private static InetAddress address(String host) throws UnknownHostException {
        return host.equals("*") ? InetAddress.getByName("0.0.0.0") : InetAddress.getByName(host);
    }

    /** Whether what listens there answers as Roomcast does. */
    private static boolean isRoomcast(WebSocketSettings wanted) {
        try {
            HttpURLConnection health = (HttpURLConnection) URI.create(wanted.address() + "health/ready").toURL()
                    .openConnection();
            health.setConnectTimeout(ANSWER_WITHIN_MILLIS);
            health.setReadTimeout(ANSWER_WITHIN_MILLIS);
            try (InputStream answer = health.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                    ? health.getInputStream() : health.getErrorStream()) {
                return answer != null && new String(answer.readNBytes(ENOUGH), StandardCharsets.UTF_8)
                        .contains("\"roomcast\"");
            } finally {
                health.disconnect();
            }
        } catch (IOException noAnswer) {
            LOG.log(Level.FINE, "What listens on the port does not answer", noAnswer);
            return false;
        }
    }
}
