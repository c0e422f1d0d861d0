package org.camelpush.imapidle.events;

import java.util.List;
import java.util.TreeSet;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.session.MailEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** What a route heard, a line for each exchange: {@code message one}, {@code flags 2 [\Seen]}, {@code lost}. */
final class EventRoute implements AutoCloseable {

    private final RouteFixture route = new RouteFixture().keepExchanges();

    RouteFixture fixture() {
        return route;
    }

    List<String> heard() {
        return route.exchanges().stream().map(EventRoute::line).toList();
    }

    private static String line(Exchange exchange) {
        Message message = exchange.getIn();
        String event = message.getHeader(ImapIdleConstants.EVENT, String.class);
        if (event.equals("message")) {
            return event + ' ' + message.getHeader("Subject");
        }
        MailEvent body = message.getBody(MailEvent.class);
        assertThat(event).isEqualToIgnoringCase(body.kind().name());
        assertThat(message.getHeader(ImapIdleConstants.FOLDER)).isEqualTo(body.folder());
        return switch (body.kind()) {
            case FLAGS -> {
                assertThat(message.getHeader(ImapIdleConstants.FLAGS)).isEqualTo(body.flags());
                yield event + ' ' + message.getHeader(ImapIdleConstants.UID) + ' ' + new TreeSet<>(body.flags());
            }
            case EXPUNGED -> event + ' ' + message.getHeader(ImapIdleConstants.UID);
            case CONNECTED, LOST, RESET, MISSED -> event;
        };
    }

    /** The mod-sequences of what was heard, 0 where none was told. */
    List<Long> modSeqs() {
        return route.exchanges().stream()
                .map(exchange -> exchange.getIn().getHeader(ImapIdleConstants.MOD_SEQ, 0L, Long.class))
                .toList();
    }

    void awaitHeard(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard()).containsExactly(lines));
    }

    void awaitHeardInAnyOrder(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard()).containsExactlyInAnyOrder(lines));
    }

    @Override
    public void close() {
        route.close();
    }
}
