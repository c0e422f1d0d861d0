package org.camelpush.imapidle.management;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.endIdle;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** What Micrometer shows of a route. */
class MetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RouteFixture route = new RouteFixture();
    private ScriptedImapServer server;

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    private RouteFixture serve(Script script) throws IOException {
        server = ScriptedImapServer.of(script).withoutTranscript().start();
        route.registry().bind("meters", meters);
        return route;
    }

    private double count(String name) {
        return meters.get("camel.imapidle." + name)
                .tag("routeId", RouteFixture.ROUTE)
                .tag("camelContext", route.context().getName())
                .functionCounter()
                .count();
    }

    private double mailboxes(String state) {
        return meters.get("camel.imapidle.mailboxes")
                .tag("state", state)
                .gauge()
                .value();
    }

    private Timer timer(String name) {
        return meters.get("camel.imapidle." + name).timer();
    }

    private void awaitCount(String name, double expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(name)).isEqualTo(expected));
    }

    @Test
    void countsMailsAndConnectionsAndTimesTheWayOfAMail() throws Exception {
        MailboxScript mailbox = new MailboxScript();
        serve(mailbox)
                .start(RouteFixture.uri(server.port(), "&reconnectDelay=20"))
                .awaitIdle();
        assertThat(mailboxes("IDLE")).isEqualTo(1);
        assertThat(mailboxes("BACKING_OFF")).isZero();
        mailbox.deliver(TestMails.plain("one", "body"));
        awaitCount("acknowledged", 1);
        assertThat(count("delivered")).isEqualTo(1);
        assertThat(count("failed") + count("given.up") + count("missed.by.push"))
                .isZero();
        assertThat(timer("notice.to.route").count()).isEqualTo(1);
        assertThat(timer("notice.to.acknowledgement").count()).isEqualTo(1);
        assertThat(timer("notice.to.acknowledgement").max(TimeUnit.NANOSECONDS))
                .isGreaterThanOrEqualTo(timer("notice.to.route").max(TimeUnit.NANOSECONDS))
                .isPositive();
        mailbox.disconnectAll();
        awaitCount("connections", 2);
        awaitCount("losses", 1);
    }

    @Test
    void aMailThatCameAgainIsTimedToItsSuccessButOnlyOnceToTheRoute() throws Exception {
        MailboxScript mailbox = new MailboxScript();
        serve(mailbox)
                .work(exchange -> {
                    if (route.subjects().size() < 3) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .start(RouteFixture.uri(server.port(), "&redeliveryDelay=20"))
                .awaitIdle();
        mailbox.deliver(TestMails.plain("one", "body"));
        awaitCount("acknowledged", 1);
        assertThat(count("failed")).isEqualTo(2);
        assertThat(count("delivered")).isEqualTo(3);
        assertThat(timer("notice.to.route").count()).isEqualTo(1);
        assertThat(timer("notice.to.acknowledgement").count()).isEqualTo(1);
        assertThat(timer("notice.to.acknowledgement").max(TimeUnit.MILLISECONDS))
                .as("two waits for redelivery are part of it")
                .isGreaterThan(40);
    }

    @Test
    void countsWhatTheServerFailedToAnnounce() throws Exception {
        serve(client -> {
                    openEmpty(client);
                    endIdle(client, client.awaitIdle());
                    idleToTheEnd(client, bring(client, 1, 1));
                })
                .start(RouteFixture.uri(server.port(), "&markSeen=false&startFrom=new&reconcileInterval=300"));
        route.awaitSubjects("mail 1");
        awaitCount("missed.by.push", 1);
        awaitCount("acknowledged", 1);
    }

    @Test
    void metersGoWhenTheRouteStopsAndComeBackWithIt() throws Exception {
        serve(new MailboxScript()).start(RouteFixture.uri(server.port(), "")).awaitIdle();
        int number = meters.getMeters().size();
        route.controlRoute(context -> context.getRouteController().stopRoute(RouteFixture.ROUTE));
        assertThat(meters.getMeters()).isEmpty();
        route.controlRoute(context -> context.getRouteController().startRoute(RouteFixture.ROUTE));
        route.awaitIdle();
        assertThat(meters.getMeters()).hasSize(number);
        awaitCount("connections", 1);
    }

    @Test
    void metersDoNotGrowWithTheMailboxesAndCountsStayWhenOneLeaves() throws Exception {
        MailboxesByUser mailboxes = new MailboxesByUser();
        AtomicReference<List<MailboxAccount>> accounts = new AtomicReference<>(accounts(1));
        serve(mailboxes).registry().bind("accounts", (MailboxSource) accounts::get);
        route.start("imap-idle:127.0.0.1:" + server.port()
                + "?mailboxes=#accounts&mailboxesRefresh=100&startTls=false&password=" + RouteFixture.PASSWORD);
        await().atMost(PATIENCE).until(() -> mailboxes("IDLE") == 1);
        List<Meter.Id> ids = meters.getMeters().stream().map(Meter::getId).toList();

        accounts.set(accounts(40));
        await().atMost(PATIENCE).until(() -> mailboxes("IDLE") == 40);
        assertThat(meters.getMeters()).extracting(Meter::getId).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids.toString()).doesNotContain("user0", "127.0.0.1");
        mailboxes.mailbox("user7").deliver(TestMails.plain("one", "body"));
        awaitCount("acknowledged", 1);

        accounts.set(accounts(1));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxes() == 1);
        awaitCount("connections", 40);
        assertThat(count("acknowledged")).isEqualTo(1);
        assertThat(route.consumer().getAcknowledged()).isEqualTo(1);
    }

    private static List<MailboxAccount> accounts(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> MailboxAccount.of("user" + number))
                .toList();
    }
}
