package org.camelpush.kamelets;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.mobility.Mobility;
import org.camelpush.mobility.bearer.ReportedBearers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Each Kamelet is found in the jar, loaded, and run by a route against a server of its kind. */
class KameletsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void imapIdleSourceDeliversAMail() throws Exception {
        List<String> subjects = new CopyOnWriteArrayList<>();
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        try {
            server.start();
            // before the route starts: GreenMail does not tell of what comes just when a client begins to wait
            server.setUser("ann@example.com", "ann", "secret&%+")
                    .deliver(GreenMailUtil.createTextEmail(
                            "ann@example.com", "bob@example.com", "Hello", "text", ServerSetup.SMTP));
            run(new RouteBuilder() {
                @Override
                public void configure() {
                    // characters that a URI would read otherwise
                    from("kamelet:imap-idle-source?scheme=imap-idle&startTls=false&host=127.0.0.1&username=ann"
                                    + "&password=RAW(secret&%+)&port="
                                    + server.getImap().getPort())
                            .process(exchange -> subjects.add(exchange.getIn().getHeader("Subject", String.class)));
                }
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(subjects).containsExactly("Hello"));
        } finally {
            context.stop();
            server.stop();
        }
    }

    /** Camel takes any option for a Kamelet: a misspelt one is noticed when the one that was meant is missing. */
    @Test
    void whatMustBeGivenIsNamedWhereItIsMisspelt() {
        assertThatThrownBy(() -> run(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("kamelet:imap-idle-source?hots=127.0.0.1&username=ann&password=secret")
                                .to("mock:end");
                    }
                }))
                .rootCause()
                .hasMessageContaining("imap-idle-source")
                .hasMessageEndingWith("must be provided: host");
    }

    /** The one asks the other. */
    @Test
    void copsRequestActionIsDecidedByCopsPdpSource() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:cops-pdp-source?host=127.0.0.1&clientTypes=0x8001&port=" + port)
                        .setHeader("CamelCopsDecision", constant("INSTALL"))
                        .setBody(constant("up to 8 Mbit/s"));
                from("direct:ask")
                        .to("kamelet:cops-request-action?host=127.0.0.1&clientType=0x8001&pepId=gateway-1&port="
                                + port);
            }
        });

        Exchange reply = context.createProducerTemplate().request("direct:ask", exchange -> {
            exchange.getIn().setHeader("CamelCopsRequestType", "2");
            exchange.getIn().setBody("ann");
        });

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getHeader("CamelCopsDecision")).hasToString("INSTALL");
        assertThat(reply.getMessage().getBody())
                .isInstanceOf(CopsDecision.class)
                .asString()
                .contains(HexFormat.of().formatHex("up to 8 Mbit/s".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void mobilitySelectActionStampsTheBearer() throws Exception {
        Mobility hub = new Mobility();
        hub.setMonitor(new ReportedBearers());
        context.getRegistry().bind("gateway", hub);
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:report").to("mobility:gateway?operation=report");
                from("direct:send").to("kamelet:mobility-select-action?hub=gateway&failOnRefusal=false");
            }
        });
        context.createProducerTemplate()
                .requestBody(
                        "direct:report",
                        Map.of(
                                "id",
                                "lte",
                                "type",
                                "cellular",
                                "state",
                                "up",
                                "addresses",
                                "127.0.0.1",
                                "interface",
                                "lo"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(context.createProducerTemplate()
                        .request("direct:send", exchange -> exchange.getIn().setBody("mail"))
                        .getMessage()
                        .getHeader("CamelMobilityBearer"))
                .isEqualTo("lte"));
    }

    private void run(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }
}
