package org.camelpush.cops.springboot;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.camelpush.cops.CopsComponent;
import org.camelpush.springboot.ComponentProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Gives the component the properties {@code camel.component.cops.*}, for both of its schemes. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.cops"})
public class CopsComponentAutoConfiguration {

    @Bean
    static ComponentProperties configureCopsComponent(Environment environment) {
        return new ComponentProperties("cops", CopsComponent.class, environment);
    }
}
