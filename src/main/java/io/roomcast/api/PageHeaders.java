package io.roomcast.api;

import io.roomcast.start.StartFailure;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells browsers to hold the page to its own files and its own server: whatever text a message brings in, nothing in it runs
 * and nothing is sent elsewhere. Its files are asked for anew, so that those of two versions never meet. Where the
 * application has not started, it answers every request with the reason.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private transient StartFailure failure;

    @Inject
    void use(StartFailure startFailure) {
        failure = startFailure;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!request.getServletPath().equals(RestApplication.PATH)) {
            response.setHeader("Cache-Control", "no-cache");
        }
        Optional<String> failed = failure.reason();
        if (failed.isPresent()) {
            StartFailureAnswer.send(response, failed.get());
        } else {
            chain.doFilter(request, response);
        }
    }
}
