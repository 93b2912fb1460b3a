package io.roomcast.api;

import io.roomcast.protocol.ErrorCode;
import io.roomcast.tracking.TrackingManager;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;

/** Has a new model trained, for who has a key that opens the system's status: who may see how far it is may also ask for it. */
@Path("training")
@RequestScoped
public class TrainingResource {

    private final TrackingManager tracker;
    private final RestAccess access;

    /** For the container's proxy only. */
    protected TrainingResource() {
        this(null, null);
    }

    @Inject
    public TrainingResource(TrackingManager tracker, RestAccess access) {
        this.tracker = tracker;
        this.access = access;
    }

    /** 202 when a training starts, 409 when one runs already or none is possible; or 401 or 403. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response start(@Context HttpServletRequest request) {
        return access.answer(request, () -> switch (tracker.requestTraining()) {
            case STARTED -> Response.status(Status.ACCEPTED).entity(outcome("started"));
            case RUNNING -> conflict("A model is being trained already");
            case NOT_POSSIBLE -> conflict("The tracking manager trains no model here, or does not know the home yet");
        });
    }

    /** 200 when the training that ran ends soon, 409 when none ran; or 401 or 403. */
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    public Response cancel(@Context HttpServletRequest request) {
        return access.answer(request, () -> tracker.cancelTraining()
                ? Response.ok(outcome("cancelled"))
                : conflict("No model is being trained"));
    }

    private static String outcome(String word) {
        return Json.createObjectBuilder().add("training", word).build().toString();
    }

    private static ResponseBuilder conflict(String why) {
        return Response.status(Status.CONFLICT).entity(ErrorBody.of(why, ErrorCode.WEBSOCKET_VALIDATION_ERROR));
    }
}
