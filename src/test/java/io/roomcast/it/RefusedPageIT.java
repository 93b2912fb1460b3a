package io.roomcast.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page says in a real browser when the server takes no connection: the browser itself does not tell it why. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class RefusedPageIT {

    private static final int FAILURES = 3;

    private static Browser browser;

    @Deployment(testable = false)
    static WebArchive roomcast() {
        return Deployments.with(Settings.standard()
                .api("max_connections_per_ip", 1)
                .api("max_login_failures_per_ip", FAILURES));
    }

    @BeforeAll
    static void openTheBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Order(1)
    void atTheLimitThePageSaysSoAndComesInWhenThereIsRoom() {
        try (var other = TestClient.connect("/ws/predictions")) {
            other.next("connection");
            visit(TestKey.FULL.secret());

            browser.awaitText("#connection", "Too many connections from this address. Next attempt in");
        }

        browser.awaitText("#connection", "Connected");
    }

    @Test
    @Order(2)
    void duringABanThePageSaysSoAndUntilWhen() {
        for (int i = 0; i < FAILURES; i++) {
            visit("no-such-key-" + i);
            browser.awaitText("#login-error", "the API key is not accepted");
        }

        visit(TestKey.FULL.secret());

        browser.awaitText("#connection", "Too many failed logins from this address. Next attempt at");
    }

    private static void visit(String key) {
        browser.visit(Server.base());
        browser.evaluate("sessionStorage.clear(); return ''");
        browser.visit(Server.base());
        browser.awaitVisible("#login", true);
        browser.type("#api-key", key);
        browser.click("#connect");
    }
}
