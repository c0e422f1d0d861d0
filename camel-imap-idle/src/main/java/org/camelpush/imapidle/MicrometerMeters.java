package org.camelpush.imapidle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.camelpush.imapidle.session.SessionCounters;
import org.camelpush.imapidle.session.SessionPhase;

/**
 * A consumer's meters. Their number does not grow with the mailboxes: of thousands the sums are shown. The only class that
 * knows Micrometer.
 */
final class MicrometerMeters {

    /** By this name camel-micrometer finds the registry where there are several. */
    private static final String REGISTRY = "metricsRegistry";

    private static final String PREFIX = "camel.imapidle.";

    /** A push takes milliseconds, a poll a minute, and what comes after an outage longer. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry registry;
    private final MailboxFleet fleet;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();

    private MicrometerMeters(MeterRegistry registry, MailboxFleet fleet, Tags tags) {
        this.registry = registry;
        this.fleet = fleet;
        this.tags = tags;
    }

    /** Does nothing where the application has bound no registry, nor for pollEnrich, which has no route to name. */
    static Runnable show(ImapIdleConsumer consumer, MailboxFleet fleet) {
        CamelContext context = consumer.getEndpoint().getCamelContext();
        MeterRegistry registry = CamelContextHelper.lookup(context, REGISTRY, MeterRegistry.class);
        if (registry == null) {
            registry = CamelContextHelper.findSingleByType(context, MeterRegistry.class);
        }
        if (registry == null || consumer.getRouteId() == null) {
            return () -> {};
        }
        // the names of camel-micrometer's tags
        Tags tags = Tags.of("camelContext", context.getName(), "routeId", consumer.getRouteId());
        MicrometerMeters meters = new MicrometerMeters(registry, fleet, tags);
        meters.show();
        return meters::remove;
    }

    private void show() {
        for (SessionPhase phase : SessionPhase.values()) {
            meters.add(Gauge.builder(PREFIX + "mailboxes", fleet, each -> each.count(phase))
                    .description("Mailboxes in this state")
                    .tags(tags.and("state", phase.name()))
                    .register(registry));
        }
        count("delivered", "Mails handed to the route", SessionCounters::delivered);
        count("acknowledged", "Mails whose exchange succeeded", SessionCounters::acknowledged);
        count("failed", "Exchanges that failed", SessionCounters::failed);
        count("given.up", "Mails put aside after too many failures", SessionCounters::givenUp);
        count(
                "missed.by.push",
                "Mails that only a reconciling look found although the server pushes",
                SessionCounters::missedByPush);
        count("connections", "Connections that reached the folder", SessionCounters::connections);
        count("losses", "Connections that were lost or failed", SessionCounters::losses);
        time(
                "notice.to.route",
                "From the news of a mail to its exchange",
                fleet.delays().toRoute());
        time(
                "notice.to.acknowledgement",
                "From the news of a mail to the end of its exchange, where that succeeded",
                fleet.delays().toAcknowledgement());
    }

    private void count(String name, String description, ToLongFunction<SessionCounters> figure) {
        meters.add(FunctionCounter.builder(PREFIX + name, fleet, each -> figure.applyAsLong(each.totals()))
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void time(String name, String description, Delay delay) {
        Timer timer = Timer.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        meters.add(timer);
        delay.tellAlso(nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
    }

    private void remove() {
        meters.forEach(registry::remove);
    }
}
