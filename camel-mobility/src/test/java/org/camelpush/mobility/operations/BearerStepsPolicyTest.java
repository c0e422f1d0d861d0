package org.camelpush.mobility.operations;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.mobility.BearerStepsPolicy;
import org.camelpush.mobility.MobilityException;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A block of steps that runs where there is a bearer for it. */
class BearerStepsPolicyTest {

    private final HubFixture hub = new HubFixture();
    private final BearerStepsPolicy policy = new BearerStepsPolicy();

    @AfterEach
    void stop() {
        hub.close();
    }

    private void start() {
        policy.setMobility(hub.hub());
        policy.setMaxMeteredSize(5);
        hub.bind("onBearer", policy);
        hub.routes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:send")
                                .policy("onBearer")
                                .setBody(simple("by ${header.CamelMobilityBearer}: ${body}"))
                                .end()
                                .setProperty("behind", constant(true));
                    }
                })
                .start();
    }

    private Exchange send(String body) {
        return hub.context().createProducerTemplate().request("direct:send", exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeader("CamelMobilityBearer", "evil0");
            exchange.getIn().setHeader("CamelMobilityDecision", "use");
        });
    }

    @Test
    void theStepsRunWithTheBearerThatIsToBeUsedAndNotTheOneOfAHeaderFromOutside() {
        start();
        hub.bearers().report(Bearers.cellular());
        assertThat(send("12345").getMessage().getBody()).isEqualTo("by wwan0: 12345");
        hub.bearers().report(Bearers.wifi());
        assertThat(send("123456").getMessage().getBody()).isEqualTo("by wlan0: 123456");
    }

    @Test
    void whereThereIsNoBearerForItTheExchangeFails() {
        start();
        assertThat(send("x").getException())
                .isInstanceOf(MobilityException.class)
                .hasMessageContaining("no bearer that may be used");
        hub.bearers().report(Bearers.cellular());
        Exchange large = send("123456");
        assertThat(large.getException()).hasMessageContaining("5 octets");
        assertThat(large.getMessage().getBody()).isEqualTo("123456");
    }

    @Test
    void orItGoesOnBehindTheBlock() {
        policy.setFailOnRefusal(false);
        start();
        Exchange refused = send("x");
        assertThat(refused.getException()).isNull();
        assertThat(refused.getMessage().getBody()).isEqualTo("x");
        assertThat(refused.getProperty("behind")).isEqualTo(true);
        assertThat(refused.getMessage().getHeader("CamelMobilityDecision")).isEqualTo("refuse");
        assertThat(refused.getMessage().getHeader("CamelMobilityBearer")).isNull();
    }
}
