package org.camelpush.examples.karafpush;

import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ComponentResolver;
import org.camelpush.mobility.Mobility;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.camelpush.mobility.policy.RulePolicy;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * A policy server, and a gateway that asks it whether a session is admitted and then which of its networks that one uses.
 * Runs while there is an {@code etc/org.camelpush.examples.gateway.cfg}, a camel-cops and a camel-mobility.
 */
@Component(configurationPid = "org.camelpush.examples.gateway", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class GatewayRoutes extends RouteBuilder {

    @Reference(target = "(component=cops)")
    ComponentResolver cops;

    @Reference(target = "(component=mobility)")
    ComponentResolver mobility;

    private RouteContext context;

    @Override
    public void configure() {
        from("cops:127.0.0.1:{{cops.port}}?clientTypes=0x8001")
                .routeId("policy-server")
                .setHeader("CamelCopsDecision", constant("INSTALL"))
                .setBody(constant("10 Mbit/s"));

        from("timer:sessions?period=5000")
                .routeId("gateway")
                .setBody(simple("session ${header.CamelTimerCounter}"))
                .to("cops:127.0.0.1:{{cops.port}}?clientType=0x8001&pepId=karaf")
                .to("mobility:gateway?operation=select")
                .log("${header.CamelCopsDecision} ${body.data.toText} by ${header.CamelMobilityBearer}");
    }

    /** Two networks, told and not looked for, of which the policy prefers one. */
    private static Mobility hub() {
        ReportedBearers bearers = new ReportedBearers();
        bearers.report(up("lte", BearerType.CELLULAR, "10.0.2.5"));
        bearers.report(up("wifi", BearerType.WIFI, "10.0.1.5"));
        RulePolicy policy = new RulePolicy();
        policy.setPrefer("wifi,cellular");
        Mobility hub = new Mobility();
        hub.setMonitor(bearers);
        hub.setPolicy(policy);
        return hub;
    }

    private static Bearer up(String id, BearerType type, String address) {
        return Bearer.of(id, type)
                .copy()
                .state(BearerState.UP)
                .addresses(List.of(address))
                .build();
    }

    @Activate
    void start(BundleContext bundle, Map<String, Object> settings) throws Exception {
        context = RouteContext.start(bundle, "gateway", settings, Map.of("gateway", hub()), this);
    }

    @Deactivate
    void stop() {
        context.close();
    }
}
