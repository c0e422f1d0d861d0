package org.camelpush.imapidle.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import org.apache.camel.Exchange;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.docs.DocumentedPositions;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** What a process that died leaves of its position is enough for the next. */
class DurablePositionTest {

    private static final String OPTIONS = "&markSeen=false&startFrom=all&maxInFlight=3&cursorRepository=#positions";
    private static final Set<String> STUCK = Set.of("mail 2", "mail 5");

    private final MailboxScript mailbox = new MailboxScript();
    private final CountDownLatch never = new CountDownLatch(1);
    private final RouteFixture killed = new RouteFixture().work(this::stick);
    private final RouteFixture next = new RouteFixture();
    private ScriptedImapServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void startServer() throws Exception {
        server = ScriptedImapServer.start(mailbox);
        for (int i = 1; i <= 8; i++) {
            mailbox.deliver(mail(i));
        }
    }

    @AfterEach
    void stop() throws Exception {
        next.close();
        never.countDown();
        killed.close();
        server.close();
    }

    private void stick(Exchange exchange) throws InterruptedException {
        if (STUCK.contains(exchange.getIn().getHeader("Subject", String.class))) {
            never.await();
        }
    }

    /** Two of eight mails are in the route for ever, and the position says so. */
    private void startAndStick(StateRepository<String, String> positions) {
        killed.positions(positions).start(RouteFixture.uri(server.port(), OPTIONS));
        await().atMost(PATIENCE)
                .until(() -> positions.getState("127.0.0.1:" + server.port() + "/alice/INBOX"), "1 8 2,5"::equals);
    }

    private void assertThatTheNextGetsExactlyThose(StateRepository<String, String> positions) {
        next.positions(positions)
                .start(RouteFixture.uri(server.port(), OPTIONS))
                .awaitIdle();
        mailbox.deliver(mail(9));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(next.subjects())
                .containsExactlyInAnyOrder("mail 2", "mail 5", "mail 9"));
    }

    @Test
    void afterAKillExactlyThePendingMailsComeAgainFromAFile() throws Exception {
        Path file = folder.resolve("positions");
        startAndStick(FileStateRepository.fileStateRepository(file.toFile()));
        // as the process leaves it that dies now
        Path left = Files.copy(file, folder.resolve("left"));
        assertThatTheNextGetsExactlyThose(FileStateRepository.fileStateRepository(left.toFile()));
    }

    @Test
    void afterAKillExactlyThePendingMailsComeAgainFromADatabase() throws Exception {
        DataSource database = DocumentedPositions.database("durable");
        startAndStick(DocumentedPositions.over(database, folder));
        assertThatTheNextGetsExactlyThose(DocumentedPositions.over(database, folder));
    }

    @Test
    void aFileOfPositionsIsBoundedHoweverOftenItIsSaved() throws Exception {
        Path file = folder.resolve("positions");
        FileStateRepository positions = FileStateRepository.fileStateRepository(file.toFile(), 10_000);
        positions.start();
        for (int uid = 1; uid <= 2_000; uid++) {
            positions.setState("host:993/user/INBOX", "1 " + uid + " -");
        }
        assertThat(Files.size(file)).isLessThan(10_100);
        FileStateRepository again = FileStateRepository.fileStateRepository(file.toFile());
        again.start();
        assertThat(again.getState("host:993/user/INBOX")).isEqualTo("1 2000 -");
    }
}
