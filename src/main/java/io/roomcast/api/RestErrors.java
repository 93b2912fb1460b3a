package io.roomcast.api;

import io.roomcast.protocol.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers what goes wrong in a REST request in the form of all errors. Left to themselves, servers show class names. */
@Provider
public class RestErrors implements ExceptionMapper<Exception> {

    private static final Logger LOG = Logger.getLogger(RestErrors.class.getPackageName());

    @Override
    public Response toResponse(Exception exception) {
        if (exception instanceof WebApplicationException known) {
            Response.StatusType status = known.getResponse().getStatusInfo();
            return body(Response.fromResponse(known.getResponse()), status.getReasonPhrase(),
                    status.getFamily() == Response.Status.Family.CLIENT_ERROR
                            ? ErrorCode.WEBSOCKET_VALIDATION_ERROR
                            : ErrorCode.WEBSOCKET_CONNECTION_ERROR);
        }
        LOG.log(Level.SEVERE, "A REST request failed", exception);
        return body(Response.serverError(), "The server could not answer this request",
                ErrorCode.WEBSOCKET_CONNECTION_ERROR);
    }

    private static Response body(Response.ResponseBuilder answer, String error, ErrorCode code) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ErrorBody.of(error, code))
                .build();
    }
}
