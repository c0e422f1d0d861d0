package org.camelpush.mobility.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.camelpush.mobility.Mobility;
import org.camelpush.mobility.MobilityEvent;
import org.camelpush.mobility.MobilityRoutePolicy;
import org.camelpush.mobility.bearer.BearerMonitor;
import org.camelpush.mobility.bearer.ReportedBearers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Camel context with a hub named {@value #HUB} that is told of its bearers, and with what happened in it. */
public final class HubFixture implements AutoCloseable {

    public static final String HUB = "gateway";
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    static {
        // GreenMail's threads die of clients that leave without a word
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ReportedBearers bearers = new ReportedBearers();
    private final Mobility hub = new Mobility();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<MobilityEvent> told = new CopyOnWriteArrayList<>();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private Processor work = exchange -> {};

    public HubFixture() {
        hub.setMonitor(bearers);
        prepare();
    }

    /** With that monitor; {@link #bearers()} is not listened to. */
    public HubFixture(BearerMonitor monitor) {
        hub.setMonitor(monitor);
        prepare();
    }

    private void prepare() {
        context.getRegistry().bind(HUB, hub);
        MobilityRoutePolicy routePolicy = new MobilityRoutePolicy();
        routePolicy.setMobility(hub);
        routePolicy.setCamelContext(context);
        context.getRegistry().bind("mobile", routePolicy);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof MobilityEvent mine) {
                    told.add(mine);
                    events.add(mine.name());
                }
            }
        });
    }

    public CamelContext context() {
        return context;
    }

    public Mobility hub() {
        return hub;
    }

    public ReportedBearers bearers() {
        return bearers;
    }

    /** What each mail's exchange does, after its subject was noted. */
    public HubFixture work(Processor processor) {
        work = processor;
        return this;
    }

    /** Adds a route of this name whose consumer is a session, and which notes subjects. */
    public HubFixture mobileRoute(String id, String uri) {
        return routes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId(id)
                        .routePolicyRef("mobile")
                        .process(exchange -> subjects.add(exchange.getIn().getHeader("Subject", String.class)))
                        .process(exchange -> work.process(exchange));
            }
        });
    }

    public HubFixture routes(RouteBuilder builder) {
        try {
            context.addRoutes(builder);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    public HubFixture start() {
        context.start();
        return this;
    }

    /** What a bean of this name can do is to be used by routes. */
    public HubFixture bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
        return this;
    }

    /** Sends the body to this endpoint, and returns what comes back. */
    public Object request(String uri, Object body) {
        return context.createProducerTemplate().requestBody(uri, body);
    }

    public String stateOf(String session) {
        return String.valueOf(status(session).get("state"));
    }

    /** All that is told of a session, by name. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> status(String session) {
        Map<String, Object> status = (Map<String, Object>) request("mobility:" + HUB + "?operation=status", null);
        return ((List<Map<String, Object>>) status.get("sessions"))
                .stream()
                        .filter(each -> session.equals(each.get("session")))
                        .findFirst()
                        .orElseThrow();
    }

    public void awaitState(String session, String state) {
        await().atMost(PATIENCE).until(() -> stateOf(session), state::equals);
    }

    public List<String> subjects() {
        return subjects;
    }

    /** Names of events, in order. */
    public List<String> events() {
        return events;
    }

    public List<MobilityEvent> told() {
        return told;
    }

    /** What ended so far, in words without times. */
    public List<String> outcomes() {
        return told.stream()
                .filter(MobilityEvent.MigrationCompleted.class::isInstance)
                .map(event -> ((MobilityEvent.MigrationCompleted) event).getOutcome())
                .map(outcome -> outcome.result() + " "
                        + (outcome.from() == null ? "-" : outcome.from().id()) + " "
                        + (outcome.to() == null ? "-" : outcome.to().id()))
                .toList();
    }

    /** Waits until migrations have ended so, in this order, and no others. */
    public void awaitOutcomes(String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomes()).containsExactly(expected));
    }

    @Override
    public void close() {
        context.stop();
    }
}
