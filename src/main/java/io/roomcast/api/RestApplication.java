package io.roomcast.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the REST resources under {@code /api}. */
@ApplicationPath(RestApplication.PATH)
public class RestApplication extends Application {

    static final String PATH = "/api";
}
