package org.camelpush.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

class MetersAutoConfigurationTest {

    @Test
    void ofSeveralRegistriesTheComponentsFindTheFirstOne() {
        new ApplicationContextRunner()
                .withUserConfiguration(SeveralRegistries.class)
                .run(context -> assertThat(context.getBean(CamelContext.class)
                                .getRegistry()
                                .lookupByName("metricsRegistry"))
                        .isSameAs(context.getBean("all")));
    }

    @Test
    void registryOfThatNameIsTheUsersOwn() {
        MeterRegistry own = new SimpleMeterRegistry();
        new ApplicationContextRunner()
                .withUserConfiguration(SeveralRegistries.class)
                .withBean("metricsRegistry", MeterRegistry.class, () -> own)
                .run(context -> assertThat(context.getBean(CamelContext.class)
                                .getRegistry()
                                .lookupByName("metricsRegistry"))
                        .isSameAs(own));
    }

    @Test
    void applicationNeedsNone() {
        new ApplicationContextRunner().withUserConfiguration(NoRegistry.class).run(context -> assertThat(context)
                .hasNotFailed());
    }

    @EnableAutoConfiguration
    static class NoRegistry {}

    @EnableAutoConfiguration
    static class SeveralRegistries {

        @Bean
        @Primary
        MeterRegistry all() {
            return new SimpleMeterRegistry();
        }

        @Bean
        MeterRegistry one() {
            return new SimpleMeterRegistry();
        }
    }
}
