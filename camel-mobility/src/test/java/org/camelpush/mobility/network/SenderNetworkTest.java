package org.camelpush.mobility.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.mobility.MobileMailSender;
import org.camelpush.mobility.session.AmbiguousSendException;
import org.camelpush.mobility.session.OnAmbiguous;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.SmtpScript.Point;
import org.camelpush.mobility.testkit.network.Network;
import org.camelpush.mobility.testkit.network.Network.Link;
import org.camelpush.mobility.testkit.network.RequiresNetwork;
import org.camelpush.mobility.testkit.network.SmtpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A sender of camel-mail on networks whose carrier is cut in the middle of a mail. */
@RequiresNetwork
class SenderNetworkTest {

    private static final int MAILS = 200;

    private final Network network = Network.open(Link.WIFI, Link.CELLULAR);
    private final HubFixture hub = new HubFixture(network.monitor());
    private final MobileMailSender sender = new MobileMailSender();
    private SmtpServer server;
    private int linesOfMail80 = 1;

    @AfterEach
    void stop() {
        hub.close();
        server.close();
        network.close();
    }

    /** Cuts the Wi-Fi at that point of that mail. */
    private void start(String mail, Point where) {
        AtomicBoolean once = new AtomicBoolean();
        server = SmtpServer.start(network, (subject, point) -> {
            if (subject.equals(mail) && point == where && once.compareAndSet(false, true)) {
                network.cut(Link.WIFI);
                // what the server has to say is said to nobody
                await().atMost(PATIENCE).until(() -> !isOn(Link.WIFI));
            }
        });
        sender.setMobility(hub.hub());
        sender.setCamelContext(hub.context());
        sender.setHost(network.server());
        sender.setPort(SmtpServer.PORT);
        hub.bind("sender", sender);
        hub.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .toD("smtp:" + network.server() + ":25?javaMailSender=#sender&from=a@example.com"
                                + "&to=bob@example.com&subject=RAW(${variable.subject})");
            }
        });
        hub.start();
        sender.begin();
        await().atMost(PATIENCE).until(() -> isOn(Link.WIFI));
    }

    private boolean isOn(Link link) {
        return link.id().equals(hub.status("smtp").get("bearer"));
    }

    private Exchange send(String subject) {
        return hub.context().createProducerTemplate().request("direct:send", exchange -> {
            exchange.setVariable("subject", subject);
            exchange.getIn()
                    .setBody(("a line of " + subject + "\r\n").repeat(subject.equals("mail 80") ? linesOfMail80 : 1));
        });
    }

    private List<String> taken() {
        return server.taken().stream()
                .map(line -> line.replaceAll(" <.*> ", " "))
                .toList();
    }

    @Test
    void scenario31_whenTheCarrierIsCutInTheBodyOfOneOf200MailsEachComesOnce() {
        linesOfMail80 = 700_000; // more than the kernel takes without the server
        start("mail 80", Point.BODY);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= MAILS; i++) {
            assertThat(send("mail " + i).getException()).isNull();
            expected.add("mail " + i + " " + network.address(i < 80 ? Link.WIFI : Link.CELLULAR));
        }
        assertThat(taken()).containsExactlyElementsOf(expected);
    }

    @Test
    void scenario32_whenTheCarrierIsCutAfterTheFinalDotTheOneThatMayHaveArrivedIsTold() {
        start("mail 80", Point.FINAL_DOT);
        List<String> doubted = new ArrayList<>();
        for (int i = 1; i <= MAILS; i++) {
            Exchange sent = send("mail " + i);
            if (sent.getException() instanceof AmbiguousSendException doubt) {
                doubted.add("mail " + i + " " + doubt.getMessageId());
            } else {
                assertThat(sent.getException()).isNull();
            }
        }
        assertThat(doubted).hasSize(1);
        assertThat(doubted.get(0)).startsWith("mail 80 <");
        assertThat(taken().stream().map(mail -> mail.replaceAll(" [0-9.]+$", "")))
                .hasSize(MAILS) // this time it had
                .doesNotHaveDuplicates();
        assertThat(server.taken()).anyMatch(mail -> mail.startsWith(doubted.get(0)));
    }

    @Test
    void scenario32_whatIsSentAgainHasTheSameMessageId() {
        sender.setOnAmbiguous(OnAmbiguous.RESEND);
        start("mail 1", Point.FINAL_DOT);
        assertThat(send("mail 1").getException()).isNull();
        List<String> copies = server.taken().stream()
                .map(mail -> mail.replaceAll(" [0-9.]+$", ""))
                .toList();
        assertThat(copies).hasSize(2);
        assertThat(copies.get(0)).isEqualTo(copies.get(1));
    }
}
