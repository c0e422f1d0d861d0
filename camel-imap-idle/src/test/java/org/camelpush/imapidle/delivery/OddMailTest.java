package org.camelpush.imapidle.delivery;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.mail.internet.MimeMessage;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Mails that are malformed, hostile or very large reach the route like any other. */
class OddMailTest {

    private static final int LARGE = 5_000_000;

    private final MailboxScript mailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture();
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final SpoolFiles spool = new SpoolFiles();
    private ScriptedImapServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = ScriptedImapServer.start(mailbox);
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        server.close();
    }

    private Object push(byte[] mail) throws Exception {
        route.start("imap-idle:localhost:" + server.port() + "?username=u&password=p&startTls=false");
        route.awaitIdle();
        mailbox.deliver(mail);
        return seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static byte[] mail(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aMailOfAnUnknownCharsetHasItsTextAsBody() throws Exception {
        route.work(exchange -> seen.add(exchange.getIn().getBody(String.class)));
        assertThat(push(mail("Subject: s\r\nContent-Type: text/plain; charset=no-such-charset\r\n\r\nwords")))
                .isEqualTo("words");
    }

    @Test
    void aMailThatCannotBeTakenApartComesAsTheRawMessage() throws Exception {
        route.work(exchange -> seen.add(exchange.getIn().getBody()));
        assertThat(push(mail("Subject: s\r\nContent-Type: multipart/mixed; boundary=never-comes\r\n\r\nno parts")))
                .isInstanceOf(MimeMessage.class);
    }

    @Test
    void anEmptyMailComes() throws Exception {
        route.work(exchange -> seen.add("got it"));
        assertThat(push(new byte[0])).isEqualTo("got it");
    }

    @Test
    void headersOfASenderNeverBecomeHeadersOfCamel() throws Exception {
        route.work(exchange -> seen.add(exchange.getIn().getHeaders().keySet().toString()));
        Object names = push(mail("Subject: s\r\nCamelFileName: ../evil\r\ncAmElHttpUri: http://evil\r\n"
                + "org.apache.camel.Something: x\r\nmail.smtp.host: evil\r\nCamelImapIdleFolder: Trash\r\n"
                + "X-Fine: yes\r\n\r\nbody"));
        assertThat(names.toString())
                .contains("X-Fine", "CamelImapIdleFolder")
                .doesNotContain("CamelFileName", "cAmElHttpUri", "org.apache.camel", "mail.smtp");
    }

    @Test
    void aLargeMailGoesThroughAFileThatIsGoneAfterwards() throws Exception {
        byte[] large = TestMails.ofSize(LARGE);
        route.work(exchange -> seen.add(Arrays.toString(digestOf(exchange))));
        assertThat(push(large))
                .isEqualTo(Arrays.toString(MessageDigest.getInstance("SHA-256").digest(large)));
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spool.left()).isEmpty());
    }

    private byte[] digestOf(Exchange exchange) throws Exception {
        assertThat(spool.left()).hasSize(1);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        exchange.getIn(MailMessage.class).getMessage().writeTo(out);
        return digest.digest();
    }
}
