package org.camelpush.imapidle.delivery;

import java.nio.file.Path;

import jakarta.mail.Flags;

import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

class PositionTest {

    private final GreenMailServer server = new GreenMailServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void beginsWithUnseenMailsByDefault() {
        server.deliver("seen");
        server.flag("seen", Flags.Flag.SEEN);
        server.deliver("unseen");
        try (RouteFixture route = new RouteFixture().start(server.uri(""))) {
            route.awaitSubjects("unseen");
        }
    }

    @Test
    void beginsWithAllMailsWhenAsked() {
        server.deliver("seen");
        server.flag("seen", Flags.Flag.SEEN);
        server.deliver("unseen");
        try (RouteFixture route = new RouteFixture().start(server.uri("&startFrom=all"))) {
            route.awaitSubjects("seen", "unseen");
        }
    }

    @Test
    void beginsWithNewMailsOnlyWhenAsked() {
        server.deliver("old");
        try (RouteFixture route = new RouteFixture().start(server.uri("&startFrom=new"))) {
            route.awaitIdle();
            server.deliver("new");
            route.awaitSubjects("new");
        }
    }

    @Test
    void goesOnWhereItWasAfterARestartOfEverything(@TempDir Path folder) {
        String uri = server.uri("&markSeen=false&cursorRepository=#positions");
        server.deliver("one");
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("one");
            await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 1);
        }
        server.deliver("two");
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("two");
        }
    }

    @Test
    void case30_aMailThatWasNotAcknowledgedComesAgainAfterARestart(@TempDir Path folder) {
        String uri = server.uri("&cursorRepository=#positions");
        server.deliver("one");
        try (RouteFixture route = new RouteFixture().positionsIn(folder).work(exchange -> {
            throw new IllegalStateException("the process dies before the end");
        })) {
            route.start(uri);
            await().atMost(PATIENCE).until(() -> route.consumer().getFailed() == 1);
        }
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("one");
        }
    }

    @Test
    void case35_twoMailsWithOneMessageIdAreBothDelivered(@TempDir Path folder) {
        byte[][] twins = TestMails.duplicates(3, "twin");
        server.deliver(twins[0]);
        // GreenMail says "+" before it listens: what comes in between is announced only when it is spoken to again
        String uri = server.uri("&cursorRepository=#positions&reconcileInterval=1000");
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("twin 1");
            server.deliver(twins[1]);
            route.awaitSubjects("twin 1", "twin 2");
            await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 2);
        }
        server.deliver(twins[2]);
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("twin 3");
        }
    }

    @Test
    void aRouteThatIsRemovedLeavesTheOthersTheirPositions(@TempDir Path folder) {
        server.createFolder("Other");
        String uri = server.uri("&markSeen=false&cursorRepository=#positions");
        server.deliver("one");
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("one");
            await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 1);
            route.subjectsFrom("other", uri + "&folders=Other");
            route.controlRoute(context -> context.getRouteController().stopRoute("other"));
            route.controlRoute(context -> context.removeRoute("other"));
            route.controlRoute(context -> context.getRouteController().stopRoute(RouteFixture.ROUTE));
            route.controlRoute(context -> context.getRouteController().startRoute(RouteFixture.ROUTE));
            route.awaitIdle();
            server.deliver("two");
            route.awaitSubjects("one", "two");
        }
    }

    @Test
    void case34_aMailThatItsOwnerReadFirstIsStillDelivered(@TempDir Path folder) {
        String uri = server.uri("&cursorRepository=#positions");
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitIdle();
        }
        server.deliver("read on the phone");
        server.flag("read on the phone", Flags.Flag.SEEN);
        try (RouteFixture route = new RouteFixture().positionsIn(folder).start(uri)) {
            route.awaitSubjects("read on the phone");
        }
    }
}
