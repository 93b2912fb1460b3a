package io.roomcast.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Puts the REST resources under {@code /api}. */
@ApplicationPath(RestApplication.PATH)
public class RestApplication extends Application {

    static final String PATH = "/api";

    /** Jersey, as on Payara, would publish a description of the classes; other servers do not know the property. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
