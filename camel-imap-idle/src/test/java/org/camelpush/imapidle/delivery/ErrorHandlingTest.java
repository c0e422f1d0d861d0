package org.camelpush.imapidle.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.ImapIdleException;
import org.camelpush.imapidle.RouteFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

class ErrorHandlingTest {

    private final GreenMailServer server = new GreenMailServer();
    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
        server.close();
    }

    @Test
    void bridgesOneErrorOfAnOutageToTheErrorHandlerOfTheRoute() throws Exception {
        List<Throwable> bridged = new CopyOnWriteArrayList<>();
        String uri = server.uri("&bridgeErrorHandler=true&reconnectDelay=20&maxReconnectDelay=20")
                .replace(GreenMailServer.PASSWORD, "wr0ng-pw");
        route.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ImapIdleException.class)
                        .handled(true)
                        .process(exchange ->
                                bridged.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from(uri).routeId(RouteFixture.ROUTE).to("mock:never");
            }
        });
        route.context().start();
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 3);
        await().atMost(PATIENCE).until(() -> !bridged.isEmpty());
        assertThat(bridged).hasSize(1);
        assertThat(bridged.get(0))
                .hasMessageContaining("The server refused the login")
                .hasNoCause();
    }

    @Test
    void anExchangeThatFailsInTheRouteIsHandledThereAndCountsAsProcessedWhenHandled() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        route.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class)
                        .handled(true)
                        .process(exchange -> handled.add(exchange.getIn().getHeader("Subject", String.class)));
                from(server.uri("")).routeId(RouteFixture.ROUTE).process(exchange -> {
                    throw new IllegalStateException("on purpose");
                });
            }
        });
        route.context().start();
        route.awaitIdle();
        server.deliver("one");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.mails("INBOX")).containsExactly("one*"));
        assertThat(handled).containsExactly("one");
    }

    @Test
    void pollEnrichReceivesAMail() {
        route.context().start();
        server.deliver("one");
        Exchange received = route.context().createConsumerTemplate().receive(server.uri(""), PATIENCE.toMillis());
        assertThat(received.getIn().getHeader("Subject")).isEqualTo("one");
    }
}
