package io.roomcast.api;

import io.roomcast.protocol.StreamId;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Registers one endpoint under the paths of all streams: what a socket is for differs by its path and by nothing else, so four
 * annotated classes would be the same class four times.
 */
public final class SocketEndpoints implements ServerApplicationConfig {

    /** The name of the path's variable part. */
    static final String ROOM = "room_id";

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
        return Stream.of(StreamId.Kind.values())
                .map(kind -> kind == StreamId.Kind.ROOM ? kind.path() + "{" + ROOM + "}" : kind.path())
                .map(path -> ServerEndpointConfig.Builder.create(SocketEndpoint.class, path).build())
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
        return found;
    }
}
