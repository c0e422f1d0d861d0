package org.camelpush.imapidle.delivery;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PushTest {

    @Test
    void pushesAMailIntoTheRoute() throws Exception {
        GreenMail server =
                new GreenMail(ServerSetup.dynamicPort(new ServerSetup[] {ServerSetup.SMTP, ServerSetup.IMAP}));
        server.start();
        server.setUser("alice@example.com", "alice", "secret");
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("imap-idle:localhost:" + server.getImap().getPort()
                                    + "?username=alice&password=secret&startTls=false")
                            .log("got ${headers}")
                            .process(e -> got.add(e.getIn().getHeader("Subject", String.class) + "/"
                                    + e.getIn().getBody(String.class) + System.nanoTime()));
                }
            });
            context.start();
            for (int i = 0; i < 5; i++) {
                GreenMailUtil.sendTextEmail(
                        "alice@example.com",
                        "bob@example.com",
                        "hello " + i,
                        "text",
                        server.getSmtp().getServerSetup());
                assertThat(got.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
        } finally {
            server.stop();
        }
    }
}
