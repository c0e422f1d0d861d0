package org.camelpush.imapidle.reconnect;

import java.io.IOException;
import java.time.Duration;

import org.apache.camel.builder.RouteBuilder;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A mailbox that has another server on its network takes its turns there, and none of its usual server. */
class OtherServerTest {

    private static final String ONE_EACH = "&maxConnectionsPerHost=1";

    private final RouteFixture route = new RouteFixture();
    private final MailboxesByUser usualMailboxes = new MailboxesByUser();
    private final MailboxesByUser otherMailboxes = new MailboxesByUser();
    private Binding there;
    private ScriptedImapServer usual;
    private ScriptedImapServer other;

    @BeforeEach
    void startServers() throws IOException {
        usual = ScriptedImapServer.start(usualMailboxes);
        other = ScriptedImapServer.start(otherMailboxes);
        route.autoStartup(false).start(RouteFixture.uri(usual.port(), ONE_EACH));
        Profile.Server server = new Profile.Server("127.0.0.1", other.port(), Profile.Security.NONE);
        there = Binding.NONE.with(new Profile(server, null, null, null, null));
        route.consumer().bind(there);
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        usual.close();
        other.close();
    }

    private void startMoved() {
        route.controlRoute(context -> context.getRouteController().startRoute(RouteFixture.ROUTE));
    }

    private void stopMoved() {
        route.controlRoute(context -> context.getRouteController().stopRoute(RouteFixture.ROUTE));
    }

    /** A route of its own with that server, which has room for one. */
    private ImapIdleConsumer startOn(ScriptedImapServer server) {
        route.controlRoute(context -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(RouteFixture.uri(server.port(), ONE_EACH + "&startFrom=new"))
                        .routeId("second")
                        .to("log:second");
            }
        }));
        return (ImapIdleConsumer) route.context().getRoute("second").getConsumer();
    }

    private static void awaitState(ImapIdleConsumer consumer, String state) {
        await().atMost(PATIENCE).until(consumer::getMailboxState, state::equals);
    }

    @Test
    void noRoomAtTheUsualServerIsNothingToIt() {
        awaitState(startOn(usual), "IDLE");
        startMoved();
        route.awaitIdle();
        assertThat(other.accepted()).isOne();
    }

    @Test
    void itCountsWithThoseWhoseUsualServerItIs() {
        startMoved();
        route.awaitIdle();
        ImapIdleConsumer second = startOn(other);
        awaitState(second, "QUEUED");
        assertThat(second.getStatusMessage()).contains("maxConnectionsPerHost allows 1 connections, and there are 1");
        stopMoved();
        awaitState(second, "IDLE");
        assertThat(usual.accepted()).isZero();
    }

    @Test
    void itWaitsForRoomThereAndSaysWhere() {
        ImapIdleConsumer second = startOn(other);
        awaitState(second, "IDLE");
        startMoved();
        route.awaitState("QUEUED");
        assertThat(route.consumer().getStatusMessage())
                .contains("maxConnectionsPerHost allows 1 connections", "127.0.0.1:" + other.port());
        route.controlRoute(context -> context.getRouteController().stopRoute("second"));
        route.awaitIdle();
    }

    private void move(Binding binding, MoveMode mode) {
        assertThat(route.consumer().move(binding, mode, Duration.ofSeconds(5)).toCompletableFuture())
                .succeedsWithin(PATIENCE);
    }

    /** Each copy has it; where it is read, it is flagged, and the flag gets to the other copy. */
    private void deliver(String subject, MailboxScript present, MailboxScript copy) {
        byte[] mail = TestMails.plain(subject, "body");
        long copied = copy.deliver(mail);
        long uid = present.deliver(mail);
        await().atMost(PATIENCE).until(() -> present.flags(uid).contains("\\Seen"));
        copy.flag(copied, "\\Seen");
    }

    @ParameterizedTest
    @EnumSource(MoveMode.class)
    void whereItHasNumberedTheMailsInAnotherWayEachComesOnceByItsFlag(MoveMode mode) {
        MailboxScript here = usualMailboxes.mailbox("alice");
        MailboxScript copy = otherMailboxes.mailbox("alice");
        copy.renumber(77);
        long old = copy.deliver(TestMails.plain("has another number there", "body"));
        copy.flag(old, "\\Seen");
        route.consumer().bind(Binding.NONE);
        startMoved();
        route.awaitIdle();
        for (int round = 1; round <= 3; round++) {
            deliver("here " + round, here, copy);
            move(there, mode);
            deliver("there " + round, copy, here);
            move(Binding.NONE, mode);
        }
        route.awaitSubjects("here 1", "there 1", "here 2", "there 2", "here 3", "there 3");
        assertThat(route.details()).containsEntry("resets", 6L);
    }

    /** Nobody reads it before, and it is found when the mailbox gets there. */
    @ParameterizedTest
    @EnumSource(MoveMode.class)
    void whatOnlyOneOfThemHasComesWhenTheMailboxIsThere(MoveMode mode) {
        MailboxScript here = usualMailboxes.mailbox("alice");
        MailboxScript copy = otherMailboxes.mailbox("alice");
        copy.renumber(77);
        route.consumer().bind(Binding.NONE);
        startMoved();
        route.awaitIdle();
        here.deliver(TestMails.plain("here 1", "body"));
        here.deliver(TestMails.plain("here 2", "body"));
        route.awaitSubjects("here 1", "here 2");
        copy.deliver(TestMails.plain("there", "body"));
        move(there, mode);
        route.awaitSubjects("here 1", "here 2", "there");
        here.deliver(TestMails.plain("here 3", "body"));
        move(Binding.NONE, mode);
        route.awaitSubjects("here 1", "here 2", "there", "here 3");
    }

    @Test
    void nothingIsOutWhenItHasStopped() {
        startMoved();
        route.awaitIdle();
        assertThat(route.noTurnIsOut()).isFalse();
        stopMoved();
        assertThat(route.noTurnIsOut()).isTrue();
    }
}
