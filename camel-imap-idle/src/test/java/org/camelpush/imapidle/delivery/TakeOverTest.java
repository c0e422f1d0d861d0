package org.camelpush.imapidle.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.cluster.ClusteredRoutePolicyFactory;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.docs.DocumentedPositions;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Two nodes with the same route, of which Camel's cluster service lets one run it. */
class TakeOverTest {

    @TempDir
    private Path folder;

    private final MailboxScript mailbox = new MailboxScript();

    private RouteFixture node(DataSource database) throws Exception {
        FileLockClusterService locks = new FileLockClusterService();
        locks.setRoot(folder.resolve("locks").toString());
        locks.setAcquireLockDelay(50);
        locks.setAcquireLockDelayUnit(TimeUnit.MILLISECONDS);
        locks.setAcquireLockInterval(50);
        locks.setAcquireLockIntervalUnit(TimeUnit.MILLISECONDS);
        RouteFixture node = new RouteFixture().positions(DocumentedPositions.over(database, folder));
        node.context().addService(locks);
        node.context().addRoutePolicyFactory(ClusteredRoutePolicyFactory.forNamespace("alice"));
        return node;
    }

    private static void awaitTogether(RouteFixture first, RouteFixture second, String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> together = new ArrayList<>(first.subjects());
            together.addAll(second.subjects());
            assertThat(together).containsExactlyInAnyOrder(expected);
        });
    }

    @Test
    void case43_oneNodeDeliversAndTheOtherGoesOnFromTheSharedPosition() throws Exception {
        DataSource database = DocumentedPositions.database("takeOver");
        mailbox.deliver(mail(1));
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox);
                RouteFixture first = node(database);
                RouteFixture second = node(database)) {
            String uri = RouteFixture.uri(server.port(), "&markSeen=false&startFrom=all&cursorRepository=#positions");
            first.start(uri).awaitSubjects("mail 1");
            second.start(uri);
            mailbox.deliver(mail(2));
            awaitTogether(first, second, "mail 1", "mail 2");
            assertThat(mailbox.connections()).hasSize(1);
            first.context().stop();
            mailbox.deliver(mail(3));
            second.awaitSubjects("mail 3");
            awaitTogether(first, second, "mail 1", "mail 2", "mail 3");
            assertThat(first.subjects()).containsExactly("mail 1", "mail 2");
        }
    }
}
