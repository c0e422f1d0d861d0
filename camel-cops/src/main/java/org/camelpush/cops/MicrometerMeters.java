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

/** The meters of one PDP or PEP, with the names of RFC 2940. The only class that knows Micrometer. */
final class MicrometerMeters {

    /** By this name camel-micrometer finds the registry where there are several. */
    private static final String REGISTRY = "metricsRegistry";

    private static final String PREFIX = "camel.cops.";

    private MicrometerMeters() {}

    /**
     * Shows them; does nothing where the application has bound no registry.
     *
     * @param tags names and values, in turn
     * @param gauge name of what {@code sessions} gives
     * @return takes them away again
     */
    static Runnable show(CamelContext context, Traffic traffic, String gauge, IntSupplier sessions, String... tags) {
        MeterRegistry found = CamelContextHelper.lookup(context, REGISTRY, MeterRegistry.class);
        MeterRegistry registry =
                found == null ? CamelContextHelper.findSingleByType(context, MeterRegistry.class) : found;
        if (registry == null) {
            return () -> {};
        }
        Tags all = Tags.of(tags).and("camelContext", context.getName());
        List<Meter> meters = new ArrayList<>();
        meters.add(Gauge.builder(PREFIX + gauge, sessions, IntSupplier::getAsInt)
                .description("Connections that there are")
                .tags(all)
                .strongReference(true)
                .register(registry));
        for (TrafficCounter counter : TrafficCounter.values()) {
            meters.add(FunctionCounter.builder(PREFIX + counter.meter(), traffic, each -> each.of(counter))
                    .description(counter.description())
                    .tags(all)
                    .register(registry));
        }
        return () -> meters.forEach(registry::remove);
    }
}
