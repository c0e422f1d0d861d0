package org.camelpush.imapidle.producer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import jakarta.mail.internet.MimeMessage;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.testkit.Direction;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;
import static org.camelpush.imapidle.producer.ProducerFixture.mail;
import static org.camelpush.imapidle.producer.ProducerFixture.with;

/** What an operation does when its connection is lost before or under it. */
class LostConnectionTest {

    private static final byte[] LARGE = TestMails.ofSize(2_000_000);

    private final MailboxScript model = new MailboxScript();
    private final ProducerFixture mailbox = new ProducerFixture();
    private ScriptedImapServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        model.deliver(TestMails.plain("small", "body"));
        model.deliver(LARGE);
        model.createFolder("Archive");
        server = ScriptedImapServer.start(model);
        proxy = FaultProxy.to(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        mailbox.close();
        proxy.close();
        server.close();
    }

    private void start(String options) throws Exception {
        mailbox.start(ProducerFixture.uri(proxy.port(), options));
    }

    private static byte[] octets(Exchange exchange) throws Exception {
        MimeMessage message =
                (MimeMessage) exchange.getMessage(MailMessage.class).getOriginalMessage();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    private long commands(String regex) {
        return server.transcript().stream().filter(line -> line.matches(regex)).count();
    }

    @Test
    void aLargeMailGoesOnWhereItsConnectionWasCut() throws Exception {
        start("");
        proxy.cutOnceAfterBytes(1_000_000);
        assertThat(fetchWhole(2)).isEqualTo(LARGE);
        assertThat(proxy.accepted()).isEqualTo(2);
        assertThat(proxy.carried(Direction.TO_CLIENT)).isLessThan(LARGE.length + 400_000L);
        assertThat(commands(".*BODY\\.PEEK\\[]<0\\..*")).isEqualTo(1);
    }

    private byte[] fetchWhole(long uid) throws Exception {
        return octets(mailbox.done("fetch", mail("INBOX", uid), null));
    }

    @Test
    void aLargeMailGoesOnAfterItsConnectionFellSilent() throws Exception {
        start("&livenessTimeout=3s");
        proxy.dropAnswerTo("UID FETCH 2 (UID BODY.PEEK[]<524288.262144>)");
        CompletableFuture<Exchange> fetching =
                CompletableFuture.supplyAsync(() -> mailbox.ask("fetch", mail("INBOX", 2), null));
        await().atMost(PATIENCE).until(() -> commands(".*<524288\\..*") == 1);
        proxy.restore(); // what lost an answer stays silent
        await().atMost(PATIENCE).until(fetching::isDone);
        assertThat(fetching.get().getException()).isNull();
        assertThat(octets(fetching.get())).isEqualTo(LARGE);
        assertThat(proxy.accepted()).isEqualTo(2);
        assertThat(commands(".*<524288\\..*")).isEqualTo(2);
        assertThat(commands(".*<0\\..*FETCH.*|.*FETCH.*<0\\..*")).isEqualTo(1);
    }

    @Test
    void aServerThatNeverGreetsIsGivenUpAfterTheLivenessTimeout() throws Exception {
        start("&livenessTimeout=1s");
        proxy.blackHole(Direction.TO_CLIENT);
        CompletableFuture<Exception> refused =
                CompletableFuture.supplyAsync(() -> mailbox.fails("fetch", mail("INBOX", 2)));
        await().atMost(PATIENCE).until(refused::isDone);
        assertThat(refused.get())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("No connection to alice at 127.0.0.1");
        proxy.restore();
        assertThat(fetchWhole(2)).isEqualTo(LARGE);
    }

    @Test
    void aCutAgainAndAgainIsGotOverAsLongAsSomethingComesInBetween() throws Exception {
        start("");
        proxy.cutAfterBytes(600_000);
        assertThat(fetchWhole(2)).isEqualTo(LARGE);
        assertThat(proxy.accepted()).isGreaterThan(3);
    }

    @Test
    void withoutAnyProgressItEndsAndNothingIsLeftBehind() throws Exception {
        start("");
        proxy.cutAfterBytes(100_000);
        assertThat(mailbox.fails("fetch", mail("INBOX", 2)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("fetch the mail with UID 2 in INBOX of alice");
        assertThat(proxy.accepted()).isEqualTo(2);
        proxy.restore();
        assertThat(fetchWhole(1)).isNotEmpty();
    }

    @Test
    void aKeptConnectionThatDiedMeanwhileCostsOneLogin() throws Exception {
        start("");
        fetchWhole(1);
        proxy.cut();
        mailbox.done("move", with(mail("INBOX", 1), ImapIdleConstants.TARGET_FOLDER, "Archive"), null);
        assertThat(model.uids("Archive")).hasSize(1);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void whatMayHaveBeenDoneIsNotDoneAgain() throws Exception {
        start("&livenessTimeout=1s");
        proxy.dropAnswerTo("UID COPY");
        assertThat(mailbox.fails("copy", with(mail("INBOX", 1), ImapIdleConstants.TARGET_FOLDER, "Archive")))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("may have been done or not");
        assertThat(model.uids("Archive")).hasSize(1);
        assertThat(commands(".*UID COPY.*")).isEqualTo(1);
    }
}
