package org.camelpush.imapidle.management;

import java.lang.management.ManagementFactory;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonObject;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.RouteFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

class ManagementTest {

    private final GreenMailServer server = new GreenMailServer();
    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
        server.close();
    }

    private HealthCheck.Result readiness() {
        return HealthCheckHelper.invokeReadiness(route.context()).stream()
                .filter(result -> result.getCheck().getId().contains(RouteFixture.ROUTE))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isReadyWhileMailIsWatchedAndNotBefore() {
        route.start(server.uri("")).awaitIdle();
        HealthCheck.Result up = readiness();
        assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(up.getDetails()).containsEntry("state", "IDLE").containsEntry("account", GreenMailServer.USER);
        assertThat(up.getDetails().toString() + up.getMessage()).doesNotContain(GreenMailServer.PASSWORD);
    }

    @Test
    void isNotReadyWithAWrongPasswordAndGivesTheServersWords() {
        route.start(server.uri("").replace(GreenMailServer.PASSWORD, "wr0ng-pw"))
                .awaitState("BACKING_OFF");
        HealthCheck.Result down = readiness();
        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains("The server refused the login", "next attempt in");
        assertThat(down.getDetails().toString() + down.getMessage()).doesNotContain("wr0ng-pw");
    }

    @Test
    void jmxShowsTheMailboxAndReconnects() throws Exception {
        route.start(server.uri("")).awaitIdle();
        server.deliver("one");
        route.awaitSubjects("one");
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = beans.queryNames(
                        new ObjectName("org.apache.camel:type=consumers,context="
                                + route.context().getManagementName() + ",*"),
                        null)
                .iterator()
                .next();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(beans.getAttribute(name, "Acknowledged"))
                .isEqualTo(1L));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(beans.getAttribute(name, "MailboxState"))
                .isEqualTo("IDLE"));
        assertThat(beans.getAttribute(name, "Push")).isEqualTo(true);
        assertThat((double) beans.getAttribute(name, "MeanMillisToRoute"))
                .isPositive()
                .isEqualTo(beans.getAttribute(name, "LongestMillisToRoute"));
        assertThat((double) beans.getAttribute(name, "MeanMillisToAcknowledgement"))
                .isGreaterThan((double) beans.getAttribute(name, "MeanMillisToRoute"))
                .isEqualTo(beans.getAttribute(name, "LongestMillisToAcknowledgement"));
        assertThat(beans.getAttribute(name, "StatusMessage").toString()).startsWith("Watching INBOX of alice");
        beans.invoke(name, "reconnect", null, null);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.openConnections()).isEqualTo(1));
        route.awaitIdle();
        server.deliver("two");
        route.awaitSubjects("one", "two");
    }

    @Test
    void theConsoleShowsEveryMailbox() {
        route.start(server.uri("")).awaitIdle();
        DevConsole console = route.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("imap-idle");
        String text = (String) console.call(DevConsole.MediaType.TEXT, Map.of());
        assertThat(text).contains("Route mail: Watching INBOX of alice", "state: IDLE", "meanMillisToRoute: 0.0");
        JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON, Map.of());
        assertThat(json.toJson()).contains("\"routeId\":\"mail\"").doesNotContain(GreenMailServer.PASSWORD);
    }
}
