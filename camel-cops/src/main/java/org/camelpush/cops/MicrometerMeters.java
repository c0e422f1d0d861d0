package org.camelpush.cops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.camelpush.cops.net.Traffic;
import org.camelpush.cops.net.TrafficCounter;

/** The meters of PDPs and PEPs, with the names of RFC 2940. The only class that knows Micrometer. */
final class MicrometerMeters {

    /** By this name camel-micrometer finds the registry where there are several. */
    private static final String REGISTRY = "metricsRegistry";

    private static final String PREFIX = "camel.cops.";

    private MicrometerMeters() {}

    /** Null where the application has bound none. */
    private static MeterRegistry registry(CamelContext context) {
        MeterRegistry named = CamelContextHelper.lookup(context, REGISTRY, MeterRegistry.class);
        return named == null ? CamelContextHelper.findSingleByType(context, MeterRegistry.class) : named;
    }

    /**
     * Shows how many connections there are; does nothing where the application has bound no registry.
     *
     * @param name of the meter
     * @param tags names and values, in turn
     * @return takes it away again
     */
    static Runnable connections(CamelContext context, String name, IntSupplier connections, String... tags) {
        MeterRegistry registry = registry(context);
        if (registry == null) {
            return () -> {};
        }
        Meter meter = Gauge.builder(PREFIX + name, connections, IntSupplier::getAsInt)
                .description("Connections that there are")
                .tags(Tags.of(tags).and("camelContext", context.getName()))
                .strongReference(true)
                .register(registry);
        return () -> registry.remove(meter);
    }

    /**
     * Shows what is counted of a client type; does nothing where the application has bound no registry.
     *
     * @param clientType one that is watched, or {@link Traffic#OTHER}
     * @param tags names and values, in turn
     * @return takes it away again
     */
    static Runnable counters(CamelContext context, Traffic traffic, int clientType, String... tags) {
        MeterRegistry registry = registry(context);
        if (registry == null) {
            return () -> {};
        }
        Tags all = Tags.of(tags).and("camelContext", context.getName(), "clientType", Counted.name(clientType));
        List<Meter> meters = new ArrayList<>();
        for (TrafficCounter counter : TrafficCounter.values()) {
            meters.add(FunctionCounter.builder(PREFIX + counter.meter(), traffic, each -> each.of(counter, clientType))
                    .description(counter.description())
                    .tags(counter.reason() == null ? all : all.and("reason", counter.reason()))
                    .register(registry));
        }
        return () -> meters.forEach(registry::remove);
    }
}
