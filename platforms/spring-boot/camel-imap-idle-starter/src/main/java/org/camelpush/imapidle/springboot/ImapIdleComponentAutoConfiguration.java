package org.camelpush.imapidle.springboot;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.camelpush.imapidle.ImapIdleComponent;
import org.camelpush.springboot.ComponentProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Gives the component the properties {@code camel.component.imap-idle.*}, for both of its schemes. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.imap-idle"})
public class ImapIdleComponentAutoConfiguration {

    @Bean
    static ComponentProperties configureImapIdleComponent(Environment environment) {
        return new ComponentProperties("imap-idle", ImapIdleComponent.class, environment);
    }
}
