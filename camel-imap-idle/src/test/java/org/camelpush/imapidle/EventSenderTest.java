package org.camelpush.imapidle;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

class EventSenderTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(2));
    private final EventSender sender = new EventSender(context.getManagementStrategy(), thread);
    private final List<CamelEvent> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void stop() {
        open.countDown();
        thread.shutdownNow();
        context.stop();
    }

    private void listen() {
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) throws Exception {
                open.await();
                heard.add(event);
            }
        });
    }

    private static CamelEvent event() {
        return new CamelEvent.CamelContextStartedEvent() {
            @Override
            public CamelContext getContext() {
                return null;
            }

            @Override
            public long getTimestamp() {
                return 0;
            }

            @Override
            public void setTimestamp(long timestamp) {
                // not needed
            }
        };
    }

    @Test
    void isNotHeardWhereNobodyListens() {
        assertThat(sender.isHeard()).isFalse();
        listen();
        assertThat(sender.isHeard()).isTrue();
    }

    @Test
    void dropsWhatASlowNotifierHasNoRoomForAndKeepsTheOrderOfTheRest() {
        listen();
        List<CamelEvent> events = List.of(event(), event(), event(), event(), event());
        events.forEach(sender::send);
        open.countDown();
        await().atMost(PATIENCE).until(() -> heard.size() == 3);
        await().atMost(PATIENCE).until(() -> thread.getActiveCount() == 0);
        assertThat(heard).containsExactlyElementsOf(events.subList(0, 3));
    }

    @Test
    void sendsNothingAfterTheEndAndDoesNotFail() {
        listen();
        thread.shutdown();
        sender.send(event());
        assertThat(heard).isEmpty();
    }
}
