package org.camelpush.imapidle.reconnect;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Name servers and token services that hang keep all workers busy. */
class BusyWorkersTest {

    private final RouteFixture route = new RouteFixture();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private ThreadPoolExecutor workers;
    private ScriptedImapServer server;
    private FaultProxy network;

    @BeforeEach
    void serve() throws IOException {
        server = ScriptedImapServer.start(new MailboxScript());
        network = FaultProxy.to(server.port());
        route.context().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onThreadPoolAdd(
                    CamelContext context,
                    ThreadPoolExecutor pool,
                    String id,
                    String sourceId,
                    String routeId,
                    String profile) {
                if (profile != null && profile.equals("imap-idle-io")) {
                    workers = pool;
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        hanging.countDown();
        route.close();
        network.close();
        server.close();
    }

    private void keepAllBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(workers.getMaximumPoolSize());
        for (int i = 0; i < workers.getMaximumPoolSize(); i++) {
            workers.execute(() -> {
                busy.countDown();
                await(hanging);
            });
        }
        assertThat(busy.await(RouteFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aMailboxThatNeedsNeitherIsConnectedAllTheSame() throws Exception {
        route.start(RouteFixture.uri(network.port(), "&reconnectDelay=3600000&maxReconnectDelay=3600000"));
        route.awaitIdle();
        network.refuse();
        network.cut();
        route.awaitState("BACKING_OFF");
        keepAllBusy();
        network.restore();
        route.consumer().networkChanged();
        route.awaitIdle();
    }
}
