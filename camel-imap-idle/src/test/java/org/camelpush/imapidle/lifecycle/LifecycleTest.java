package org.camelpush.imapidle.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.apache.camel.ServiceStatus;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.RouteFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;
import static org.camelpush.imapidle.RouteFixture.ROUTE;

class LifecycleTest {

    private static final int RESTARTS = 50;

    private final GreenMailServer server = new GreenMailServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void deliversEachMailOnceWhenStoppedAndStartedThreeTimes() {
        try (RouteFixture route = new RouteFixture().start(server.uri("&markSeen=false"))) {
            for (int round = 1; round <= 3; round++) {
                route.awaitIdle();
                server.deliver("while started " + round);
                await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() > 0);
                route.controlRoute(context -> context.getRouteController().stopRoute(ROUTE));
                server.deliver("while stopped " + round);
                route.controlRoute(context -> context.getRouteController().startRoute(ROUTE));
            }
            route.awaitSubjects(
                    "while started 1",
                    "while stopped 1",
                    "while started 2",
                    "while stopped 2",
                    "while started 3",
                    "while stopped 3");
        }
    }

    @Test
    void suspendedKeepsTheConnectionAndDeliversNothingUntilResumed() {
        try (RouteFixture route = new RouteFixture().start(server.uri("&idleRenewal=200"))) {
            route.awaitIdle();
            route.controlRoute(context -> context.getRouteController().suspendRoute(ROUTE));
            route.awaitState("SUSPENDED");
            long heardBefore = System.nanoTime();
            server.deliver("in the quiet");
            // NOOPs go on: the server is heard again and again on the one connection
            await().atMost(PATIENCE)
                    .until(() -> System.nanoTime() - heardBefore > 1_500_000_000L
                            && route.consumer().getLastHeardSeconds() == 0);
            assertThat(route.subjects()).isEmpty();
            assertThat(route.consumer().getLosses()).isZero();

            route.controlRoute(context -> context.getRouteController().resumeRoute(ROUTE));
            route.awaitSubjects("in the quiet");
        }
    }

    @Test
    void shutsDownGracefullyAfterTheMailInFlightIsAcknowledged() throws Exception {
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RouteFixture route = new RouteFixture().work(exchange -> {
            inRoute.countDown();
            goOn.await();
        });
        try (route) {
            route.start(server.uri("")).awaitIdle();
            server.deliver("in flight");
            server.deliver("not yet");
            inRoute.await();
            Thread stopping = new Thread(route::close);
            stopping.start();
            route.awaitState("SUSPENDED");
            goOn.countDown();
            stopping.join();
        }
        assertThat(route.subjects()).containsExactly("in flight");
        assertThat(server.mails("INBOX")).containsExactly("in flight*", "not yet");
    }

    @Test
    void doesNotConnectUntilStartedWhenAutoStartupIsOff() {
        server.deliver("waiting");
        try (RouteFixture route = new RouteFixture().autoStartup(false).start(server.uri(""))) {
            assertThat(route.context().getRouteController().getRouteStatus(ROUTE))
                    .isEqualTo(ServiceStatus.Stopped);
            assertThat(route.consumer().getMailboxState()).isEqualTo("STOPPED");
            route.controlRoute(context -> context.getRouteController().startRoute(ROUTE));
            route.awaitSubjects("waiting");
        }
    }

    @Test
    void twoContextsInOneJvmDoNotDisturbEachOther() {
        try (GreenMailServer other = new GreenMailServer();
                RouteFixture second = new RouteFixture().start(other.uri(""))) {
            try (RouteFixture first = new RouteFixture().start(server.uri(""))) {
                first.awaitIdle();
                server.deliver("for the first");
                first.awaitSubjects("for the first");
            }
            second.awaitIdle();
            other.deliver("for the second");
            second.awaitSubjects("for the second");
        }
    }

    @Test
    void leavesNoThreadAndNoSocketAfterFiftyRestarts() {
        Set<Thread> before = threads();
        try (RouteFixture route = new RouteFixture().start(server.uri(""))) {
            for (int i = 0; i < RESTARTS; i++) {
                route.awaitIdle();
                route.controlRoute(context -> context.getRouteController().stopRoute(ROUTE));
                route.controlRoute(context -> context.getRouteController().startRoute(ROUTE));
            }
            route.awaitIdle();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.openConnections()).isEqualTo(1));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ours(before)).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.openConnections()).isZero());
    }

    private static List<String> ours(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("ImapIdle"))
                .collect(Collectors.toList());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }
}
