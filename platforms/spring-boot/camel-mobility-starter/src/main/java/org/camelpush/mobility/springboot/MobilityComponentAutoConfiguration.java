package org.camelpush.mobility.springboot;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.camelpush.mobility.MobilityComponent;
import org.camelpush.springboot.ComponentProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Gives the component the properties {@code camel.component.mobility.*}. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.mobility"})
public class MobilityComponentAutoConfiguration {

    @Bean
    static ComponentProperties configureMobilityComponent(Environment environment) {
        return new ComponentProperties("mobility", MobilityComponent.class, environment);
    }
}
