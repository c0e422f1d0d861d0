package org.camelpush.benchmarks.mobility;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.mobility.Mobility;
import org.camelpush.mobility.MobilityEvent;
import org.camelpush.mobility.MobilityRoutePolicy;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.policy.MigrationOutcome;

/** Routes whose mailboxes move between two addresses of the loopback, with the reference's policy. */
final class MobileMailboxes implements AutoCloseable {

    static final String WIFI = "wlan0";
    static final String CELLULAR = "wwan0";

    private static final int PATIENCE_SECONDS = 120;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ReportedBearers bearers = new ReportedBearers();
    private final BlockingQueue<MigrationOutcome> outcomes = new LinkedBlockingQueue<>();

    MobileMailboxes() {
        Mobility hub = new Mobility();
        hub.setMonitor(bearers);
        context.getRegistry().bind("gateway", hub);
        MobilityRoutePolicy policy = new MobilityRoutePolicy();
        policy.setMobility(hub);
        policy.setCamelContext(context);
        context.getRegistry().bind("mobile", policy);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof MobilityEvent.MigrationCompleted completed) {
                    outcomes.add(completed.getOutcome());
                }
            }
        });
        context.disableJMX();
    }

    /** A route of this name; tells of each mail. */
    void add(String route, String uri, Runnable arrived) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(route).routePolicyRef("mobile").process(exchange -> arrived.run());
            }
        });
    }

    void start() {
        context.start();
    }

    ImapIdleConsumer consumer(String route) {
        return (ImapIdleConsumer) context.getRoute(route).getConsumer();
    }

    void wifi() {
        bearers.report(up(WIFI, BearerType.WIFI, "127.0.0.2"));
    }

    void cellular() {
        bearers.report(up(CELLULAR, BearerType.CELLULAR, "127.0.0.3"));
    }

    private static Bearer up(String id, BearerType type, String address) {
        return Bearer.of(id, type)
                .withAddresses(List.of(address))
                .withTags(Set.of())
                .withState(BearerState.UP);
    }

    void wifiIsLost() {
        bearers.gone(WIFI);
    }

    /** Sends all sessions there at once, whatever they are at. */
    void migrate(String bearer) {
        context.createFluentProducerTemplate()
                .to("mobility:gateway?operation=migrate&drain=IMMEDIATE&bearer=" + bearer)
                .send();
    }

    /** The end of the next migration. */
    MigrationOutcome next() throws InterruptedException {
        MigrationOutcome outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new IllegalStateException("No session has moved for " + PATIENCE_SECONDS + " s");
        }
        return outcome;
    }

    /** The next one has arrived at that bearer. */
    MigrationOutcome nextOn(String bearer) throws InterruptedException {
        MigrationOutcome outcome = next();
        if (!outcome.isOk() || !outcome.to().id().equals(bearer)) {
            throw new IllegalStateException(outcome.session() + ' ' + outcome.words());
        }
        return outcome;
    }

    @Override
    public void close() {
        context.stop();
    }
}
