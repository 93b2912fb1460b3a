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

/** What was found of the home, for who has a key that opens the system's status; of the rooms that the key permits. */
@Path("home")
@RequestScoped
public class HomeResource {

    private final TrackingManager tracker;
    private final RestAccess access;

    /** For the container's proxy only. */
    protected HomeResource() {
        this(null, null);
    }

    @Inject
    public HomeResource(TrackingManager tracker, RestAccess access) {
        this.tracker = tracker;
        this.access = access;
    }

    /** Each room with its sensors, or what it lacks; or 401 or 403 with the reason. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response home(@Context HttpServletRequest request) {
        return access.answer(request, rights -> Response.ok(tracker.home()
                .map(report -> HomeJson.of(report, rights.rooms()))
                .orElseGet(() -> HomeJson.ofNone(tracker.source()))));
    }
}
