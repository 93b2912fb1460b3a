package io.roomcast.it;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The packaged application for Arquillian, never a hand-picked part of it. A test class has its own settings:
 *
 * <pre>{@code
 * @Deployment(testable = false)
 * static WebArchive roomcast() {
 *     return Deployments.with(Settings.standard().api("max_connections", 3));
 * }
 * }</pre>
 *
 * <p>The database stays the same for all classes of an execution, so a test that needs a durable client of its own takes
 * a client name that no other test uses.
 */
final class Deployments {

    private Deployments() {
    }

    /** Writes the settings where the server looks for them, then packs the application that will start with them. */
    static WebArchive with(Settings settings) {
        settings.writeTo(Server.configDirectory());
        return ShrinkWrap.create(ZipImporter.class, "roomcast.war").importFrom(Server.war().toFile()).as(WebArchive.class);
    }

    static WebArchive standard() {
        return with(Settings.standard());
    }
}
