package org.camelpush.imapidle.reconnect;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.ImapIdleException;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.imapidle.session.Profile.Login;
import org.camelpush.imapidle.session.Profile.Security;
import org.camelpush.imapidle.session.Profile.Server;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A route's mailbox goes from one address of this host to another while mail flows, on a real server. */
@RequiresDovecot
class MoveTest {

    private static final int MOVES = 12;
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static DovecotServer dovecot;

    private final RouteFixture route = new RouteFixture();

    @BeforeAll
    static void startDovecot() throws Exception {
        dovecot = DovecotServer.start();
    }

    @AfterAll
    static void stopDovecot() throws Exception {
        dovecot.close();
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private ImapIdleConsumer start(String user) throws Exception {
        return start(user, "");
    }

    private ImapIdleConsumer start(String user, String options) throws Exception {
        route.start("imap-idle:127.0.0.1:" + dovecot.port() + "?startTls=false&username=" + user + "&password="
                + dovecot.password() + options);
        route.awaitIdle();
        return route.consumer();
    }

    private static CompletableFuture<Void> move(ImapIdleConsumer consumer, String address, MoveMode mode) {
        return consumer.move(new Binding(null, address), mode, DRAIN).toCompletableFuture();
    }

    @ParameterizedTest
    @EnumSource(MoveMode.class)
    void losesAndRepeatsNothingWhileItMovesToAndFro(MoveMode mode) throws Exception {
        String user = "mover" + mode.ordinal();
        ImapIdleConsumer consumer = start(user);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            deliver(user, sent, "before " + i);
            CompletableFuture<Void> moved = move(consumer, "127.0.0." + (2 + i % 2), mode);
            deliver(user, sent, "during " + i);
            moved.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactlyInAnyOrderElementsOf(sent));
        assertThat(consumer.getLosses()).isZero();
        assertThat(consumer.getFailed()).isZero();
    }

    private static void deliver(String user, List<String> sent, String subject) throws IOException {
        sent.add(subject);
        dovecot.deliver(user, TestMails.plain(subject, "body of " + subject));
    }

    @ParameterizedTest
    @EnumSource(MoveMode.class)
    void goesToAnotherListenerOfItsServerWhereTheNetworkHasOne(MoveMode mode) throws Exception {
        String user = "profiled" + mode.ordinal();
        route.keepExchanges().trust(dovecot.certificates());
        ImapIdleConsumer consumer = start(user, "&sslContextParameters=#tls");
        List<String> sent = new ArrayList<>();
        deliver(user, sent, "by the usual one");
        await().atMost(PATIENCE).until(() -> route.subjects().size() == 1);
        Server there = new Server(dovecot.host(), dovecot.tlsPort(), Security.TLS);
        Binding network = new Binding(null, "127.0.0.2", new Profile(there, null, Download.HEADERS, null, null));
        consumer.move(network, mode, DRAIN).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        deliver(user, sent, "by the other one");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactlyElementsOf(sent));
        move(consumer, "127.0.0.3", mode).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        deliver(user, sent, "by the usual one again");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactlyElementsOf(sent));
        assertThat(route.exchanges())
                .extracting(exchange -> exchange.getIn().getHeader(ImapIdleConstants.DOWNLOADED))
                .containsExactly("full", "headers", "full");
        assertThat(consumer.getLosses()).isZero();
    }

    @Test
    void logsInAsWhoeverTheProfileNames() throws Exception {
        ImapIdleConsumer consumer = start("usual");
        Binding network = new Binding(
                null, "127.0.0.2", new Profile(null, new Login("other", dovecot.password()), null, null, null));
        consumer.move(network, MoveMode.MAKE_BEFORE_BREAK, DRAIN)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        dovecot.deliver("other", TestMails.plain("for the other", ""));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactly("for the other"));
    }

    @Test
    void aLoginOfTheProfileThatIsRefusedLeavesItWhereItIs() throws Exception {
        ImapIdleConsumer consumer = start("refused");
        Binding network =
                new Binding(null, "127.0.0.2", new Profile(null, new Login("refused", "wrong"), null, null, null));
        assertThatThrownBy(() -> consumer.move(network, MoveMode.MAKE_BEFORE_BREAK, DRAIN)
                        .toCompletableFuture()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(ImapIdleException.class)
                .hasMessageNotContaining("wrong");
        dovecot.deliver("refused", TestMails.plain("still there", ""));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactly("still there"));
    }

    @Test
    void whatItIsBoundToFirstIsWhereItBegins() throws Exception {
        route.autoStartup(false)
                .start("imap-idle:127.0.0.1:1?startTls=false&username=first&password=" + dovecot.password());
        Server there = new Server(dovecot.host(), dovecot.port(), Security.NONE);
        route.consumer().bind(new Binding(null, "127.0.0.2", new Profile(there, null, null, null, null)));
        route.context().getRouteController().startRoute(RouteFixture.ROUTE);
        route.awaitIdle();
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void staysWhereItIsWhenItCannotGoThere() throws Exception {
        ImapIdleConsumer consumer = start("stayer");
        assertThatThrownBy(() -> move(consumer, "192.0.2.1", MoveMode.MAKE_BEFORE_BREAK)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("stayer")
                .hasMessageContaining("192.0.2.1");
        dovecot.deliver("stayer", TestMails.plain("still there", ""));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactly("still there"));
        assertThat(consumer.getLosses()).isZero();
    }

    @Test
    void isNeverConnectedByAnotherWayThanTheOneAskedFor() throws Exception {
        ImapIdleConsumer consumer = start("bound");
        CompletableFuture<Void> moved = move(consumer, "192.0.2.1", MoveMode.BREAK_BEFORE_MAKE);
        assertThatThrownBy(() -> moved.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        consumer.reconnect();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(consumer.getLosses()).isGreaterThan(1));
        assertThat(consumer.isPush()).isFalse();
    }

    @Test
    void cannotBeMovedWhileItIsStopped() throws Exception {
        ImapIdleConsumer consumer = start("stopped");
        consumer.stop();
        assertThatThrownBy(() -> move(consumer, "127.0.0.2", MoveMode.MAKE_BEFORE_BREAK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopped");
    }
}
