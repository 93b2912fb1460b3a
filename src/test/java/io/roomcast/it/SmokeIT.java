package io.roomcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SmokeIT {

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.standard();
    }

    @Test
    void thePageIsServedAtTheContextRoot() throws Exception {
        var answer = get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Roomcast");
    }

    @Test
    void theServerIsHealthy() throws Exception {
        var answer = get("health/live");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UP\"");
    }

    @Test
    void metricsNeedNoLogin() throws Exception {
        assertThat(get("metrics").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(Server.base().resolve(path)).build(), BodyHandlers.ofString());
    }
}
