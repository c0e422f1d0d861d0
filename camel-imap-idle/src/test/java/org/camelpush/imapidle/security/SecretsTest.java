package org.camelpush.imapidle.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.RouteFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** With every log line switched on, none shows a password or what stands in a mail. */
class SecretsTest {

    private static final String OURS = "org.camelpush";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    };
    private Level before;

    @BeforeEach
    void listen() {
        appender.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getRootLogger().addAppender(appender);
        before = context.getLogger(OURS).getLevel();
        Configurator.setLevel(OURS, Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        Configurator.setLevel(OURS, before);
        ((LoggerContext) LogManager.getContext(false)).getRootLogger().removeAppender(appender);
    }

    @Test
    void noLogLineShowsAPasswordOrAMail() {
        String sasl = Base64.getEncoder()
                .encodeToString(('\0' + GreenMailServer.USER + '\0' + GreenMailServer.PASSWORD)
                        .getBytes(StandardCharsets.UTF_8));
        try (GreenMailServer server = new GreenMailServer();
                RouteFixture route =
                        new RouteFixture().start(server.uri("&redeliveryDelay=20&maxDeliveryAttempts=2"))) {
            route.work(exchange -> {
                throw new IllegalStateException("on purpose");
            });
            route.awaitIdle();
            server.deliver("confidential");
            await().atMost(PATIENCE).until(() -> !route.subjects().isEmpty());
            route.consumer().reconnect();
            await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("IDLE")));
        }
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("Failed delivery"))
                .isNotEmpty()
                .noneMatch(line -> line.contains(GreenMailServer.PASSWORD))
                .noneMatch(line -> line.contains(sasl))
                .noneMatch(line -> line.contains("confidential"));
    }
}
