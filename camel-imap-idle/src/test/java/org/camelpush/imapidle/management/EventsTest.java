package org.camelpush.imapidle.management;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.camelpush.imapidle.ImapIdleEvent;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** What Camel's event notifiers hear of a mailbox. */
class EventsTest {

    private static final String FAST = "&reconnectDelay=20&maxReconnectDelay=20";

    private final MailboxScript mailbox = new MailboxScript().credentials("alice", RouteFixture.PASSWORD);
    private final RouteFixture route = new RouteFixture();
    private final List<ImapIdleEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private ScriptedImapServer server;

    @FunctionalInterface
    private interface Hearing {
        void of(ImapIdleEvent event) throws Exception;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedImapServer.start(mailbox);
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    private void hear(Hearing hearing) {
        route.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) throws Exception {
                if (event instanceof ImapIdleEvent mine) {
                    events.add(mine);
                    threads.add(Thread.currentThread().getName());
                    hearing.of(mine);
                }
            }
        });
    }

    private void listen() {
        hear(event -> {});
    }

    private void awaitEvents(Class<?>... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events)
                .extracting(event -> (Object) event.getClass())
                .containsExactly((Object[]) expected));
    }

    @Test
    void tellOfAnOutageInOrder() {
        listen();
        route.start(RouteFixture.uri(server.port(), FAST)).awaitIdle();
        mailbox.disconnectAll();
        awaitEvents(ImapIdleEvent.Connected.class, ImapIdleEvent.Lost.class, ImapIdleEvent.Connected.class);

        ImapIdleEvent.Connected first = (ImapIdleEvent.Connected) events.get(0);
        assertThat(first.getType()).isEqualTo(CamelEvent.Type.Custom);
        assertThat(first.getSource()).isSameAs(route.consumer().getEndpoint());
        assertThat(first.getRouteId()).isEqualTo(RouteFixture.ROUTE);
        assertThat(first.getAccount()).isEqualTo("alice");
        assertThat(first.getServer()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(first.getFolder()).isEqualTo("INBOX");
        assertThat(first.isPush()).isTrue();
        assertThat(first.getOutage()).isZero();
        assertThat(first.getTimestamp()).isPositive();
        ImapIdleEvent.Lost lost = (ImapIdleEvent.Lost) events.get(1);
        assertThat(lost.getAttempts()).isEqualTo(1);
        assertThat(lost.getReason()).isNotBlank();
        assertThat(lost.getNextAttempt()).isPositive();
        ImapIdleEvent.Connected second = (ImapIdleEvent.Connected) events.get(2);
        assertThat(second.getOutage()).isPositive();
        assertThat(second.getTimestamp()).isGreaterThanOrEqualTo(first.getTimestamp());
        assertThat(threads).allMatch(name -> name.contains("ImapIdleEvent"));
    }

    @Test
    void tellThatNoFurtherAttemptIsMadeAndWhy() {
        listen();
        String uri = RouteFixture.uri(server.port(), FAST + "&maxReconnectAttempts=1");
        route.start(uri.replace(RouteFixture.PASSWORD, "wr0ng-pw")).awaitState("FAILED");
        awaitEvents(ImapIdleEvent.Lost.class, ImapIdleEvent.GaveUp.class);
        ImapIdleEvent.GaveUp end = (ImapIdleEvent.GaveUp) events.get(1);
        assertThat(end.getReason()).contains("The server refused the login");
        assertThat(end.getAttempts()).isEqualTo(2);
        assertThat(events.toString()).contains("INBOX of alice at 127.0.0.1").doesNotContain("wr0ng-pw");
    }

    @Test
    void tellThatTheFolderWasNumberedAnew() {
        listen();
        route.start(RouteFixture.uri(server.port(), FAST)).awaitIdle();
        mailbox.renumber(4711);
        mailbox.disconnectAll();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events)
                .filteredOn(ImapIdleEvent.MailboxReset.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(ImapIdleEvent.MailboxReset.class, reset -> {
                    assertThat(reset.getNewUidValidity()).isEqualTo(4711);
                    assertThat(reset.getOldUidValidity()).isNotEqualTo(4711);
                }));
    }

    @Test
    void tellOfAMailThatIsGivenUp() {
        listen();
        route.work(exchange -> {
                    throw new IllegalStateException("on purpose");
                })
                .start(RouteFixture.uri(server.port(), "&redeliveryDelay=20&maxDeliveryAttempts=2"))
                .awaitIdle();
        long uid = mailbox.deliver(TestMails.plain("one", "body"));
        awaitEvents(ImapIdleEvent.Connected.class, ImapIdleEvent.DeliveryGivenUp.class);
        ImapIdleEvent.DeliveryGivenUp event = (ImapIdleEvent.DeliveryGivenUp) events.get(1);
        assertThat(event.getUid()).isEqualTo(uid);
        assertThat(event.getAttempts()).isEqualTo(2);
        assertThat(event.toString()).doesNotContain("one");
    }

    @Test
    void aNotifierThatHangsKeepsNoMailFromTheRoute() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        hear(event -> {
            hanging.countDown();
            released.await();
        });
        route.start(RouteFixture.uri(server.port(), FAST)).awaitIdle();
        assertThat(hanging.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        mailbox.disconnectAll();
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() == 1);
        route.awaitIdle();
        mailbox.deliver(TestMails.plain("one", "body"));
        route.awaitSubjects("one");
        assertThat(events).hasSize(1);
        released.countDown();
        awaitEvents(ImapIdleEvent.Connected.class, ImapIdleEvent.Lost.class, ImapIdleEvent.Connected.class);
    }

    @Test
    void aNotifierThatFailsHearsTheNextEvent() {
        hear(event -> {
            throw new IllegalStateException("on purpose");
        });
        route.start(RouteFixture.uri(server.port(), FAST)).awaitIdle();
        mailbox.disconnectAll();
        awaitEvents(ImapIdleEvent.Connected.class, ImapIdleEvent.Lost.class, ImapIdleEvent.Connected.class);
    }
}
