package io.roomcast.ops;

import io.roomcast.config.HostServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Set;

/**
 * Loads the application's classes when it starts, where the server may delete the archive before it stops what came from it: what
 * has to be done at the end may need a class that was not needed before.
 */
@WebListener
public class ArchiveClasses implements ServletContextListener {

    private static final String ROOT = "/WEB-INF/classes/";
    private static final String SUFFIX = ".class";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (HostServer.current().mayDeleteArchiveFirst()) {
            load(event.getServletContext(), ROOT);
        }
    }

    private static void load(ServletContext context, String directory) {
        Set<String> paths = context.getResourcePaths(directory);
        if (paths == null) {
            return;
        }
        for (String path : paths) {
            if (path.endsWith("/")) {
                load(context, path);
            } else if (path.endsWith(SUFFIX) && !path.endsWith("package-info.class")) {
                load(context.getClassLoader(), path.substring(ROOT.length(), path.length() - SUFFIX.length()).replace('/', '.'));
            }
        }
    }

    private static void load(ClassLoader loader, String name) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException("The archive has no class " + name, gone);
        }
    }
}
