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

/** How good the predictions have been, for who has a key that opens the system's status; of the rooms that the key permits. */
@Path("accuracy")
@RequestScoped
public class AccuracyResource {

    private final TrackingManager tracker;
    private final RestAccess access;

    /** For the container's proxy only. */
    protected AccuracyResource() {
        this(null, null);
    }

    @Inject
    public AccuracyResource(TrackingManager tracker, RestAccess access) {
        this.tracker = tracker;
        this.access = access;
    }

    /** The figures of each room over a day and over a week, or 401 or 403 with the reason. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response accuracy(@Context HttpServletRequest request) {
        return access.answer(request, rights -> Response.ok(AccuracyJson.of(tracker.figures().stream()
                .filter(figures -> rights.rooms().permits(figures.room().id()))
                .toList())));
    }
}
