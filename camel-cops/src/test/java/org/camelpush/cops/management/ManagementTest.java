package org.camelpush.cops.management;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.util.json.JsonObject;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What operators see of PDPs and PEPs, and what they can do. */
class ManagementTest {

    private static final int TYPE = 0x8001;

    private final PolicyFixture policy = new PolicyFixture();

    @BeforeEach
    void haveHealthChecks() {
        for (String kind : new String[] {"consumers", "producers"}) {
            HealthCheckHelper.getHealthCheckRepository(policy.context(), kind, HealthCheckRepository.class)
                    .setEnabled(true);
        }
    }

    @AfterEach
    void stop() {
        policy.close();
    }

    private HealthCheck.Result readiness(String id) {
        return HealthCheckRegistry.get(policy.context()).stream()
                .filter(check -> check.getId().startsWith(id))
                .findFirst()
                .orElseThrow()
                .callReadiness();
    }

    private HealthCheck.State state(String id) {
        return readiness(id).getState();
    }

    @Test
    void aPdpIsReadyWhileItListens() {
        policy.pdp();
        HealthCheck.Result up = readiness("consumer:pdp");
        assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(up.getMessage().orElseThrow())
                .isEqualTo("Listens on 127.0.0.1:" + policy.port() + ", with 0 connections");
        policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        assertThat(policy.consumer().getStatusMessage()).contains("is the route started?");
        assertThat(policy.consumer().isListening()).isFalse();
        policy.control(context -> context.getRouteController().startRoute(PolicyFixture.PDP));
        assertThat(state("consumer:pdp")).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aPepIsReadyWhileItsClientTypeIsOpen() {
        policy.control(
                context -> HealthCheckHelper.getHealthCheckRepository(context, "producers", HealthCheckRepository.class)
                        .setEnabled(true));
        policy.pdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("")));
        await().atMost(PolicyFixture.PATIENCE).until(() -> state("producer:cops-") == HealthCheck.State.UP);
        policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        await().atMost(PolicyFixture.PATIENCE).until(() -> state("producer:cops-") == HealthCheck.State.DOWN);
        assertThat(readiness("producer:cops-").getMessage().orElseThrow())
                .startsWith("Client type 32769 is not open at PDP 127.0.0.1:" + policy.port() + ": ");
        policy.control(context -> context.getRouteController().startRoute(PolicyFixture.PDP));
        await().atMost(PolicyFixture.PATIENCE).until(() -> state("producer:cops-") == HealthCheck.State.UP);
    }

    @Test
    void aPepThatListensIsReadyWhileItsClientTypeIsOpen() throws Exception {
        policy.pdp();
        policy.route(
                builder -> builder.from(policy.pep("&role=pep")).routeId("pep").to("mock:heard"));
        await().atMost(PolicyFixture.PATIENCE).until(() -> state("consumer:pep") == HealthCheck.State.UP);
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName pep = bean(beans, "consumers", name -> name.toString().contains("CopsPep"));
        assertThat(beans.getAttribute(pep, "Open")).isEqualTo(true);
        policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        await().atMost(PolicyFixture.PATIENCE).until(() -> state("consumer:pep") == HealthCheck.State.DOWN);
        assertThat(beans.getAttribute(pep, "StatusMessage").toString())
                .startsWith("Client type 32769 is not open at PDP 127.0.0.1:" + policy.port() + ": ");
        policy.control(context -> context.getRouteController().startRoute(PolicyFixture.PDP));
        await().atMost(PolicyFixture.PATIENCE).until(() -> state("consumer:pep") == HealthCheck.State.UP);
    }

    private ObjectName bean(MBeanServer beans, String type, Predicate<ObjectName> which) throws Exception {
        return beans
                .queryNames(
                        new ObjectName("org.apache.camel:type=" + type + ",context="
                                + policy.context().getManagementName() + ",*"),
                        null)
                .stream()
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void jmxShowsTheSessionsOfAPdpAndClosesThoseOfAPep() throws Exception {
        policy.pdp();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName pdp = bean(beans, "consumers", name -> true);
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE);
                RawPeer silent = RawPeer.pep(policy.port())) {
            await().atMost(PolicyFixture.PATIENCE).untilAsserted(() -> assertThat(beans.getAttribute(pdp, "Sessions"))
                    .isEqualTo(2));
            assertThat(beans.getAttribute(pdp, "Listening")).isEqualTo(true);
            assertThat(beans.getAttribute(pdp, "MessagesReceived")).isEqualTo(1L);
            assertThat(beans.getAttribute(pdp, "MessagesSent")).isEqualTo(1L);
            assertThat(beans.invoke(pdp, "countedByClientType", null, null)
                            .toString()
                            .lines())
                    .containsExactly("0x8001 in.pkts: 1", "0x8001 open.attempts: 1", "0x8001 out.pkts: 1");
            assertThat(beans.invoke(pdp, "sessions", null, null).toString())
                    .contains("raw at /127.0.0.1:", "client types [32769], 0 request states, 0 undecided")
                    .contains("a PEP that has not said its name");
            String[] signature = {String.class.getName()};
            assertThat(beans.invoke(pdp, "closeSessions", new Object[] {"nobody"}, signature))
                    .isEqualTo(0);
            assertThat(beans.invoke(pdp, "closeSessions", new Object[] {"raw"}, signature))
                    .isEqualTo(1);
            assertThat(pep.read(CloseMessage.class).error().is(ErrorCode.SHUTTING_DOWN))
                    .isTrue();
            assertThat(pep.isClosedByPeer()).isTrue();
            silent.send("10068001 00000010 00080b01 72617700");
            assertThat(silent.read()).as("the others stay").isNotNull();
        }
    }

    @Test
    void l6_closeSessionsSendsAPepWhereRedirectToSays() throws Exception {
        policy.pdp("&redirectTo=192.0.2.7:13288", exchange -> {});
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            assertThat(policy.consumer().closeSessions("raw")).isEqualTo(1);
            CloseMessage close = pep.read(CloseMessage.class);
            assertThat(close.error().is(ErrorCode.SHUTTING_DOWN)).isTrue();
            assertThat(close.redirect().port()).isEqualTo(13_288);
            assertThat(close.redirect().address().getHostAddress()).isEqualTo("192.0.2.7");
        }
    }

    @Test
    void s5_jmxAsksAPepForItsStates() throws Exception {
        policy.pdp("&reportTimeout=500", exchange -> {});
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName pdp = bean(beans, "consumers", name -> true);
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            CompletableFuture<Object> asked = CompletableFuture.supplyAsync(() -> resync(beans, pdp, "raw"));
            SynchronizeMessage wanted = pep.read(SynchronizeMessage.class);
            assertThat(wanted.clientType()).isEqualTo(TYPE);
            assertThat(wanted.handle()).isNull();
            pep.send(new SynchronizeCompleteMessage(TYPE, null, null));
            assertThat(asked.get()).isEqualTo("done");
            assertThat(resync(beans, pdp, "raw"))
                    .as("it does not answer")
                    .isEqualTo("failed: the PEP has not synchronized within reportTimeout");
            assertThat(resync(beans, pdp, "nobody"))
                    .isEqualTo("failed: PEP nobody has not opened client type 32769 here");
        }
    }

    private static Object resync(MBeanServer beans, ObjectName pdp, String pepId) {
        String[] signature = {String.class.getName(), int.class.getName()};
        try {
            return beans.invoke(pdp, "resync", new Object[] {pepId, TYPE}, signature);
        } catch (JMException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void jmxShowsAPep() throws Exception {
        policy.pdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("")));
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName pep = bean(beans, "producers", name -> name.toString().contains("Cops"));
        await().atMost(PolicyFixture.PATIENCE)
                .untilAsserted(() -> assertThat(beans.getAttribute(pep, "Open")).isEqualTo(true));
        assertThat(beans.getAttribute(pep, "StatusMessage").toString()).contains("is open at PDP");
        assertThat(beans.invoke(pep, "countedByClientType", null, null)
                        .toString()
                        .lines())
                .containsExactly(
                        "other tcp.connect.attempts: 1",
                        "0x8001 in.pkts: 1",
                        "0x8001 open.attempts: 1",
                        "0x8001 out.pkts: 1");
    }

    @Test
    void theConsoleShowsEveryPep() throws Exception {
        policy.pdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("")));
        policy.ask("direct:ask", "a flow");
        DevConsole console = policy.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("cops");
        assertThat((String) console.call(DevConsole.MediaType.TEXT, Map.of()))
                .contains("PEP pep1 at PDP 127.0.0.1:" + policy.port(), "open client types [32769]")
                .contains("0x8001 open.attempts: 1");
        JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON, Map.of());
        assertThat(json.toJson()).contains("\"peps\":[{\"message\":\"PEP pep1", "\"open.attempts\":1");
    }

    @Test
    void theConsoleShowsEveryPdpAndItsSessions() throws Exception {
        policy.pdp();
        DevConsole console = policy.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("cops");
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            String text = (String) console.call(DevConsole.MediaType.TEXT, Map.of());
            assertThat(text).contains("Route pdp: Listens on", "0x8001 in.pkts: 1", "raw at /127.0.0.1:");
            JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON, Map.of());
            assertThat(json.toJson())
                    .contains("\"routeId\":\"pdp\"", "\"out.pkts\":1", "client types [32769]", "\"peps\":[]");
            pep.send("1009000000000008");
            assertThat(pep.read()).isNotNull();
        }
    }
}
