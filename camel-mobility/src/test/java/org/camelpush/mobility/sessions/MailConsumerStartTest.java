package org.camelpush.mobility.sessions;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RoutePolicySupport;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.session.BearerProfiles;
import org.camelpush.mobility.session.BindTo;
import org.camelpush.mobility.session.MailSessions;
import org.camelpush.mobility.session.MobileSession;
import org.camelpush.mobility.session.RouteSession;
import org.camelpush.mobility.session.SessionTools;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** What is asked of a session of camel-mail before its consumer has begun; the threads of the session run when the test lets them. */
class MailConsumerStartTest {

    private final MailServer server = new MailServer();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private MobileSession session;

    @AfterEach
    void stop() {
        context.stop();
        timer.shutdownNow();
        server.close();
    }

    /** Makes the session as {@code MobilityRoutePolicy} does: before the consumer, which it does not start. */
    private final class Made extends RoutePolicySupport {
        @Override
        public void onInit(Route route) {
            session = new MailSessions()
                    .session(
                            new RouteSession(route, BindTo.ADDRESS, BearerProfiles.NONE),
                            new SessionTools(tasks::add, timer, System::nanoTime))
                    .orElseThrow();
        }
    }

    private void prepare(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("inbox")
                        .autoStartup(false)
                        .routePolicy(new Made())
                        .process(exchange -> subjects.add(exchange.getIn().getHeader("Subject", String.class)));
            }
        });
        context.start();
    }

    private CompletionStage<Void> connect(Bearer bearer) {
        return session.connect(bearer, MigrationMode.BREAK_BEFORE_MAKE, DrainMode.IMMEDIATE, PATIENCE);
    }

    private void runTasks() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    /** Camel neither builds nor begins a consumer that was suspended or stopped before. */
    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void aBearerThatIsLostBeforeTheConsumerHasBegunDoesNotEndItForGood(String protocol) throws Exception {
        prepare(server.mailUri(protocol, "&delete=true"));
        CompletionStage<Void> first = connect(Bearers.cellular());
        assertThat(tasks).as("the start is under way").isNotEmpty();
        session.carrierLost(Bearers.cellular());
        CompletionStage<Void> second = connect(Bearers.wifi());
        runTasks();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompleted();
        server.deliver("by the one that is left");
        await().atMost(PATIENCE).until(() -> subjects.contains("by the one that is left"));
    }

    /** The same where the next one is better, and the old one is drained first. */
    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void aBetterBearerThatComesBeforeTheConsumerHasBegunIsTaken(String protocol) throws Exception {
        prepare(server.mailUri(protocol, "&delete=true"));
        connect(Bearers.cellular());
        session.prepare(MigrationMode.BREAK_BEFORE_MAKE, DrainMode.STOP_CURRENT, PATIENCE);
        CompletionStage<Void> second = connect(Bearers.wifi());
        runTasks();
        assertThat(second).isCompleted();
        server.deliver("by the better one");
        await().atMost(PATIENCE).until(() -> subjects.contains("by the better one"));
    }
}
