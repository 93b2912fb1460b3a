package io.roomcast.api;

import io.roomcast.tracking.TrackingManager;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the WebSocket API is doing, for who has a key that opens the system's status. */
@Path("websocket/status")
@RequestScoped
public class StatusResource {

    private final TrackingManager tracker;
    private final RestAccess access;

    /** For the container's proxy only. */
    protected StatusResource() {
        this(null, null);
    }

    @Inject
    public StatusResource(TrackingManager tracker, RestAccess access) {
        this.tracker = tracker;
        this.access = access;
    }

    /** The record of the protocol's section 11, or 401 or 403 with the reason. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response status(@Context HttpServletRequest request) {
        return access.answer(request, () -> Response.ok(StatusJson.of(tracker.getWebSocketApiStatus())));
    }
}
