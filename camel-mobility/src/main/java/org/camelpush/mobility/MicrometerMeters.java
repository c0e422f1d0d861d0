package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.manager.MigrationState;
import org.camelpush.mobility.policy.MigrationOutcome;

/** A hub's meters. Their number does not grow with the sessions. The only class that knows Micrometer. */
final class MicrometerMeters {

    /** By this name camel-micrometer finds the registry where there are several. */
    private static final String REGISTRY = "metricsRegistry";

    private static final String PREFIX = "camel.mobility.";

    private final MeterRegistry registry;
    private final Mobility hub;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();

    private MicrometerMeters(MeterRegistry registry, Mobility hub, Tags tags) {
        this.registry = registry;
        this.hub = hub;
        this.tags = tags;
    }

    /** Does nothing where the application has bound no registry; takes them away when run. */
    static Runnable show(Mobility hub) {
        CamelContext context = hub.getCamelContext();
        MeterRegistry named = CamelContextHelper.lookup(context, REGISTRY, MeterRegistry.class);
        MeterRegistry registry =
                named == null ? CamelContextHelper.findSingleByType(context, MeterRegistry.class) : named;
        if (registry == null) {
            return () -> {};
        }
        Tags tags = Tags.of("camelContext", context.getName(), "hub", HubBean.nameOf(hub, context));
        MicrometerMeters made = new MicrometerMeters(registry, hub, tags);
        made.gauges();
        Runnable unlisten = hub.events().listen(made::count);
        return () -> {
            unlisten.run();
            made.remove();
        };
    }

    private void gauges() {
        for (MigrationState state : MigrationState.values()) {
            add(Gauge.builder(PREFIX + "sessions", hub, each -> sessions(each, state))
                    .description("Sessions in this state")
                    .tags(tags.and("state", state.name()))
                    .register(registry));
        }
        add(Gauge.builder(PREFIX + "bearers", hub, MicrometerMeters::usable)
                .description("Bearers that can be used")
                .tags(tags)
                .register(registry));
        add(Gauge.builder(PREFIX + "held", hub, MicrometerMeters::held)
                .description("Mails that are held until a person says what becomes of them")
                .tags(tags)
                .register(registry));
    }

    private static double sessions(Mobility hub, MigrationState state) {
        return hub.sessions().all().stream()
                .filter(each -> each.snapshot().state() == state)
                .count();
    }

    private static double usable(Mobility hub) {
        return hub.getMonitor().snapshot().all().stream()
                .filter(Bearer::isUsable)
                .count();
    }

    private static double held(Mobility hub) {
        return hub.sessions().all().stream()
                .mapToInt(each -> each.session().held().size())
                .sum();
    }

    private void count(MobilityEvent event) {
        if (event instanceof MobilityEvent.MigrationCompleted completed) {
            MigrationOutcome outcome = completed.getOutcome();
            Timer timer = Timer.builder(PREFIX + "migrations")
                    .description("From a decision to the end of its migration")
                    .tags(tags.and("result", outcome.result().name()))
                    .register(registry);
            add(timer);
            timer.record(outcome.took());
        } else if (event instanceof MobilityEvent.SessionChanged changed
                && changed.getEvent() instanceof ManagerEvent.Decided decided) {
            Counter counter = Counter.builder(PREFIX + "decisions")
                    .description("Answers to questions, by the policy or for it")
                    .tags(tags.and(
                            "decision",
                            decided.decision().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                            "problem",
                            String.valueOf(decided.problem() != null)))
                    .register(registry);
            add(counter);
            counter.increment();
        }
    }

    private synchronized void add(Meter meter) {
        if (!meters.contains(meter)) {
            meters.add(meter);
        }
    }

    private synchronized void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }
}
