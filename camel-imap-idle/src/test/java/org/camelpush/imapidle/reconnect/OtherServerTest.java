package org.camelpush.imapidle.reconnect;

import java.io.IOException;

import org.apache.camel.builder.RouteBuilder;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A mailbox that has another server on its network takes its turns there, and none of its usual server. */
class OtherServerTest {

    private static final String ONE_EACH = "&maxConnectionsPerHost=1";

    private final RouteFixture route = new RouteFixture();
    private ScriptedImapServer usual;
    private ScriptedImapServer other;

    @BeforeEach
    void startServers() throws IOException {
        usual = ScriptedImapServer.start(new MailboxesByUser());
        other = ScriptedImapServer.start(new MailboxesByUser());
        route.autoStartup(false).start(RouteFixture.uri(usual.port(), ONE_EACH));
        Profile.Server there = new Profile.Server("127.0.0.1", other.port(), Profile.Security.NONE);
        route.consumer().bind(Binding.NONE.with(new Profile(there, null, null, null, null)));
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

    @Test
    void nothingIsOutWhenItHasStopped() {
        startMoved();
        route.awaitIdle();
        assertThat(route.noTurnIsOut()).isFalse();
        stopMoved();
        assertThat(route.noTurnIsOut()).isTrue();
    }
}
