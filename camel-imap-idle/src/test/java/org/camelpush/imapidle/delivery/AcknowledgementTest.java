package org.camelpush.imapidle.delivery;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.mail.Flags;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.RouteFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

class AcknowledgementTest {

    private final GreenMailServer server = new GreenMailServer();
    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
        server.close();
    }

    private void awaitMails(String folder, String... expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.mails(folder)).containsExactly(expected));
    }

    @Test
    void marksAMailAsSeenOnlyAfterItsExchangeSucceeded() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        route.work(exchange -> goOn.await()).start(server.uri("")).awaitIdle();
        server.deliver("one");
        route.awaitSubjects("one");
        assertThat(server.mails("INBOX")).containsExactly("one");
        goOn.countDown();
        awaitMails("INBOX", "one*");
    }

    @Test
    void leavesTheMailUntouchedWhenNothingShallBeMarked() {
        route.start(server.uri("&markSeen=false")).awaitIdle();
        server.deliver("one");
        route.awaitSubjects("one");
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 1);
        route.close();
        assertThat(server.mails("INBOX")).containsExactly("one");
    }

    // case 31 of the failure list
    @Test
    void case31_aMailThatFailsIsDeliveredAgainAndLaterMailsDoNotWaitForIt() {
        AtomicInteger failures = new AtomicInteger(2);
        route.keepExchanges()
                .work(exchange -> {
                    if ("bad".equals(exchange.getIn().getHeader("Subject")) && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .start(server.uri("&redeliveryDelay=300"))
                .awaitIdle();
        server.deliver("bad");
        server.deliver("good");
        route.awaitSubjects("bad", "good", "bad", "bad");
        awaitMails("INBOX", "bad*", "good*");
        List<Exchange> exchanges = route.exchanges();
        assertThat(exchanges)
                .extracting(exchange -> exchange.getIn().getHeader(ImapIdleConstants.DELIVERY_ATTEMPT))
                .containsExactly(1, 1, 2, 3);
        assertThat(route.consumer().getFailed()).isEqualTo(2);
    }

    @Test
    void aMailWhoseExchangeIsMarkedForRollbackComesAgain() {
        AtomicInteger rollbacks = new AtomicInteger(1);
        route.work(exchange -> exchange.setRollbackOnly(rollbacks.getAndDecrement() > 0))
                .start(server.uri("&redeliveryDelay=50"))
                .awaitIdle();
        server.deliver("one");
        route.awaitSubjects("one", "one");
        awaitMails("INBOX", "one*");
        assertThat(route.consumer().getFailed()).isEqualTo(1);
    }

    @Test
    void aMailThatFailsTooOftenIsMovedToTheDeadLetterFolder() {
        server.createFolder("Dead");
        route.work(exchange -> {
                    throw new IllegalStateException("on purpose");
                })
                .start(server.uri("&redeliveryDelay=50&maxDeliveryAttempts=3&deadLetterFolder=Dead"))
                .awaitIdle();
        server.deliver("poison");
        awaitMails("Dead", "poison");
        awaitMails("INBOX");
        assertThat(route.subjects()).containsExactly("poison", "poison", "poison");
        assertThat(route.consumer().getGivenUp()).isEqualTo(1);
    }

    @Test
    void aMailThatFailsTooOftenStaysWhereItIsWithoutADeadLetterFolder() {
        route.work(exchange -> {
                    throw new IllegalStateException("on purpose");
                })
                .start(server.uri("&redeliveryDelay=50&maxDeliveryAttempts=2"))
                .awaitIdle();
        server.deliver("poison");
        await().atMost(PATIENCE).until(() -> route.consumer().getGivenUp() == 1);
        assertThat(route.subjects()).containsExactly("poison", "poison");
        assertThat(server.mails("INBOX")).containsExactly("poison");
    }

    @Test
    void movesAMailWhenItsExchangeSucceeded() {
        server.createFolder("Done");
        route.start(server.uri("&moveTo=Done")).awaitIdle();
        server.deliver("one");
        awaitMails("Done", "one*");
        awaitMails("INBOX");
    }

    @Test
    void copiesAMailWhenItsExchangeSucceeded() {
        server.createFolder("Kept");
        route.start(server.uri("&copyTo=Kept")).awaitIdle();
        server.deliver("one");
        awaitMails("INBOX", "one*");
        assertThat(server.mails("Kept")).hasSize(1);
    }

    @Test
    void deletesItsOwnMailAndNobodyElses() {
        server.deliver("marked by somebody else");
        server.flag("marked by somebody else", Flags.Flag.DELETED);
        route.start(server.uri("&delete=true")).awaitIdle();
        server.deliver("ours");
        route.awaitSubjects("ours");
        awaitMails("INBOX", "marked by somebody else-");
    }

    @Test
    void runsAsManyExchangesAtOnceAsAreAllowed() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        route.work(exchange -> together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .start(server.uri("&maxInFlight=3"))
                .awaitIdle();
        server.deliver("one");
        server.deliver("two");
        server.deliver("three");
        awaitMails("INBOX", "one*", "two*", "three*");
    }

    @Test
    void aMailHandedOnToSedaIsAcknowledgedWhenItEndedThere() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        route.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(exchange -> {
                    arrived.add(exchange.getIn().getHeader("Subject", String.class));
                    goOn.await();
                });
                from(server.uri("")).routeId(RouteFixture.ROUTE).to("seda:later");
            }
        });
        route.context().start();
        route.awaitIdle();
        server.deliver("one");
        await().atMost(PATIENCE).until(() -> arrived.contains("one"));
        assertThat(route.consumer().getInFlight()).isEqualTo(1);
        assertThat(server.mails("INBOX")).containsExactly("one");
        goOn.countDown();
        awaitMails("INBOX", "one*");
    }

    // case 32 of the failure list
    @Test
    void case32_mailsNotProcessedWhenTheRouteStopsStayUnflaggedAndComeLater() throws Exception {
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        route.work(exchange -> {
                    inRoute.countDown();
                    goOn.await();
                })
                .start(server.uri(""))
                .awaitIdle();
        for (int i = 1; i <= 10; i++) {
            server.deliver("mail " + i);
        }
        inRoute.await();
        Thread stopping = new Thread(
                () -> route.controlRoute(context -> context.getRouteController().stopRoute(RouteFixture.ROUTE)));
        stopping.start();
        route.awaitState("SUSPENDED");
        goOn.countDown();
        stopping.join();
        assertThat(server.mails("INBOX")).filteredOn(mail -> mail.endsWith("*")).containsExactly("mail 1*");
        route.controlRoute(context -> context.getRouteController().startRoute(RouteFixture.ROUTE));
        await().atMost(PATIENCE).until(() -> route.subjects().size() == 10);
        assertThat(route.subjects()).doesNotHaveDuplicates();
    }
}
