package org.camelpush.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Where there are several meter registries, the components show their meters in Spring Boot's own, which has all others. */
@AutoConfiguration(before = CamelAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public class MetersAutoConfiguration {

    /** By this name the components look for a registry first, and so does camel-micrometer. */
    private static final String REGISTRY = "metricsRegistry";

    @Bean
    CamelContextConfiguration camelPushMeters(ObjectProvider<MeterRegistry> registries) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                if (context.getRegistry().lookupByName(REGISTRY) == null) {
                    registries.ifUnique(registry -> context.getRegistry().bind(REGISTRY, registry));
                }
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }
}
