package org.camelpush.mobility.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.management.ObjectName;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.ManagementAgent;
import org.camelpush.mobility.MobilityDevConsole;
import org.camelpush.mobility.MobilityException;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.RulePolicy;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LoopSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** What a route can do with a hub. */
class OperationsTest {

    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
    }

    private void start() {
        LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK, MigrationMode.BREAK_BEFORE_MAKE));
        hub.start();
    }

    private static String operation(String options) {
        return "mobility:gateway?operation=" + options;
    }

    private void report(Map<String, Object> bearer) {
        hub.request(operation("report"), bearer);
    }

    @Test
    void aRouteReportsBearersAsMapsAndHearsOfThem() {
        List<String> heard = new CopyOnWriteArrayList<>();
        hub.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("mobility:gateway?events=bearers")
                        .process(exchange -> heard.add(exchange.getIn().getHeader("CamelMobilityEvent") + " "
                                + exchange.getIn().getHeader("CamelMobilityBearer") + " "
                                + exchange.getIn().getHeader("CamelMobilityBearerType")));
            }
        });
        start();
        report(Map.of("id", "lte", "type", "cellular", "state", "up", "addresses", "10.0.0.9", "interface", "wwan0"));
        report(Map.of("id", "lte", "roaming", "international", "signal", 40, "tags", List.of("sim1"), "flaps", 2));
        report(Map.of("id", "lte", "metered", false, "index", 4, "reachability", "internet"));
        report(Map.of("id", "lte", "state", "absent"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard)
                .containsExactly(
                        "appeared lte cellular",
                        "changed lte cellular",
                        "lost lte cellular",
                        "appeared lte cellular",
                        "lost lte cellular"));
    }

    @Test
    void aReportThatCannotBeReadSaysWhy() {
        start();
        for (Object wrong : List.of(
                "text",
                Map.of("type", "wifi"),
                Map.of("id", "x", "state", "sideways"),
                Map.of("id", "x", "colour", "red"))) {
            assertThatThrownBy(() -> hub.request(operation("report"), wrong))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasCauseInstanceOf(MobilityException.class);
        }
        assertThatThrownBy(() -> hub.request("mobility:other?operation=report", Map.of("id", "x")))
                .rootCause()
                .hasMessageContaining("monitor");
    }

    @Test
    void scenario38_aPersonPinsUnpinsAndMigrates() {
        start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        hub.request(operation("pin&bearer=wwan0"), null);
        await().atMost(PATIENCE).until(() -> "wwan0".equals(hub.status("loop").get("pinned")));
        hub.bearers().report(Bearers.ethernet());
        hub.bearers().report(Bearers.wifi());
        hub.request(operation("unpin&session=loop"), null);
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 eth0");
        hub.request(operation("migrate&session=loop&bearer=wlan0&drain=IMMEDIATE"), null);
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 eth0", "OK eth0 wlan0");
        assertThatThrownBy(() -> hub.request(operation("pin&bearer=eth0&session=nosuch"), null))
                .rootCause()
                .hasMessageContaining("[loop]");
    }

    @Test
    void anOperationThatLacksWhatItNeedsIsRefusedAtTheStart() {
        start();
        assertThatThrownBy(() -> hub.request("mobility:gateway", null))
                .rootCause()
                .hasMessageContaining("operation");
        assertThatThrownBy(() -> hub.request(operation("pin"), null))
                .rootCause()
                .hasMessageContaining("bearer");
        assertThatThrownBy(() -> hub.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("mobility:gateway?events=gossip").to("mock:end");
                    }
                }))
                .rootCause()
                .hasMessageContaining("gossip");
    }

    @Test
    void selectStampsTheExchangeAndDoesNotListenToHeadersFromOutside() {
        start();
        hub.bearers().report(Bearers.cellular());
        hub.bearers().report(Bearers.wifi());
        Exchange stamped = select("", "body");
        assertThat(stamped.getMessage().getHeader("CamelMobilityBearer")).isEqualTo("wlan0");
        assertThat(stamped.getMessage().getHeader("CamelMobilityLocalAddress")).isEqualTo("127.0.0.2");
        assertThat(stamped.getMessage().getHeader("CamelMobilityMetered")).isEqualTo(false);
        assertThat(stamped.getMessage().getHeader("CamelMobilityDecision")).isEqualTo("use");
    }

    private Exchange select(String options, Object body) {
        return hub.context().createProducerTemplate().request(operation("select" + options), exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeader("CamelMobilityBearer", "evil0");
            exchange.getIn().setHeader("CamelMobilityLocalAddress", "127.6.6.6");
        });
    }

    @Test
    void selectRefusesWhatIsTooLargeForABearerThatCosts() {
        start();
        hub.bearers().report(Bearers.cellular());
        Exchange small = select("&maxMeteredSize=5", "12345");
        assertThat(small.getMessage().getHeader("CamelMobilityBearer")).isEqualTo("wwan0");
        Exchange large = select("&maxMeteredSize=5", "123456");
        assertThat(large.getException()).isInstanceOf(MobilityException.class).hasMessageContaining("5 octets");
        Exchange told = select("&maxMeteredSize=5&failOnRefusal=false", "123456");
        assertThat(told.getException()).isNull();
        assertThat(told.getMessage().getHeader("CamelMobilityDecision")).isEqualTo("refuse");
        assertThat(told.getMessage().getHeader("CamelMobilityBearer")).isNull();
    }

    @Test
    void scenario45_selectRefusesWhereNothingIsPermitted() {
        RulePolicy rules = new RulePolicy();
        rules.setProhibit("metered");
        hub.hub().setPolicy(rules);
        start();
        hub.bearers().report(Bearers.cellular());
        assertThat(select("", "x").getException()).hasMessageContaining("no bearer that may be used");
    }

    @Test
    void aSessionWithoutABearerIsNotReadyAndAllOfItIsShown() throws Exception {
        start();
        hub.awaitState("loop", "OFFLINE");
        HealthCheck check = HealthCheckHelper.getHealthCheckRegistry(hub.context()) == null
                ? null
                : HealthCheckHelper.getHealthCheckRegistry(hub.context()).stream()
                        .filter(each -> each.getId().equals("mobility-gateway"))
                        .findFirst()
                        .orElse(null);
        assertThat(check).isNotNull();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        hub.bearers().report(Bearers.wifi());
        hub.awaitState("loop", "STABLE");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);

        MobilityDevConsole console = new MobilityDevConsole();
        console.setCamelContext(hub.context());
        assertThat(console.call(DevConsole.MediaType.TEXT).toString())
                .contains("Bearer wlan0", "Session loop: STABLE on wlan0");
        assertThat(console.call(DevConsole.MediaType.JSON).toString()).contains("wlan0");
    }

    @Test
    void aPersonOperatesTheHubByJmx() throws Exception {
        start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitState("loop", "STABLE");
        ManagementAgent agent = hub.context().getManagementStrategy().getManagementAgent();
        ObjectName name = agent
                .getMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:type=mobility,name=\"gateway\",*"), null)
                .stream()
                .filter(each -> each.toString().contains(hub.context().getManagementName()))
                .findFirst()
                .orElseThrow();
        assertThat(agent.getMBeanServer().getAttribute(name, "Summary").toString())
                .contains("loop: STABLE on wwan0");
        String[] types = {String.class.getName(), String.class.getName()};
        agent.getMBeanServer().invoke(name, "pin", new Object[] {"loop", "wwan0"}, types);
        await().atMost(PATIENCE).until(() -> "wwan0".equals(hub.status("loop").get("pinned")));
        agent.getMBeanServer().invoke(name, "unpin", new Object[] {""}, new String[] {String.class.getName()});
        await().atMost(PATIENCE).until(() -> hub.status("loop").get("pinned") == null);
        assertThatThrownBy(() -> agent.getMBeanServer().invoke(name, "pin", new Object[] {"lop", "wwan0"}, types))
                .rootCause()
                .hasMessage("There is no session lop in this hub; there are [loop]");
    }

    @Test
    void aMisspeltOptionIsNamedWithTheNearest() {
        start();
        assertThatThrownBy(() -> hub.request(operation("status&sesion=inbox&maxMeterdSize=7"), null))
                .rootCause()
                .hasMessage("Unknown option 'maxMeterdSize'; did you mean 'maxMeteredSize'?"
                        + " Unknown option 'sesion'; did you mean 'session'?");
    }
}
