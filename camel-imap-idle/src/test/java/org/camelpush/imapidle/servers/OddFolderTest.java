package org.camelpush.imapidle.servers;

import java.io.IOException;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.UID_VALIDITY;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.count;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.push;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Folders whose SELECT says less than one would like. */
class OddFolderTest {

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    private static void openWithoutUidNext(ScriptedConnection client, int exists) throws IOException {
        client.greet();
        client.login();
        ScriptedCommand select = client.expect("EXAMINE .*");
        client.send(
                "* " + exists + " EXISTS",
                "* OK [UIDVALIDITY " + UID_VALIDITY + "] UIDs valid",
                "* OK [NOMODSEQ] no mod-sequences here",
                select.tag() + " OK [READ-ONLY] open");
    }

    @Test
    void case28_withoutUidNextTheHighestIsAskedForAndTheLastMailDoesNotComeAgain() {
        route.serve("&markSeen=false&startFrom=new&reconnectDelay=50", client -> {
            if (client.number() == 1) {
                openWithoutUidNext(client, 2);
                ScriptedCommand idle = bring(client, 2, 7);
                push(client, idle, 3, 8);
                return;
            }
            openWithoutUidNext(client, 3);
            // "9:*" is the last mail where none is beyond it (RFC 9051 §9)
            ScriptedCommand idle = bring(client, 3, 8);
            assertThat(count(client, "UID SEARCH UID 9:\\*")).isEqualTo(1);
            idleToTheEnd(client, push(client, idle, 4, 9));
        });
        route.awaitSubjects("mail 8", "mail 9");
        route.awaitIdle();
    }

    @Test
    void case28_withoutUidNextAnEmptyFolderIsNoTrouble() {
        route.serve("&markSeen=false", client -> {
            openWithoutUidNext(client, 0);
            ScriptedCommand idle = bring(client, 0);
            idleToTheEnd(client, push(client, idle, 1, 1));
        });
        route.awaitSubjects("mail 1");
    }

    @Test
    void case33_aFolderTheServerOpensReadOnlyIsReadAndNothingIsChangedInIt() {
        MailboxScript mailbox = new MailboxScript().readOnlyFolders();
        mailbox.deliver(mail(1));
        route.serve("&reconnectDelay=50", mailbox);
        route.awaitSubjects("mail 1");
        route.awaitIdle();
        mailbox.disconnectAll();
        await().atMost(PATIENCE).until(() -> route.server().accepted() == 2);
        route.awaitIdle();
        mailbox.deliver(mail(2));
        route.awaitSubjects("mail 1", "mail 2");
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 2);
        route.awaitIdle();
        for (int i = 1; i <= 2; i++) {
            assertThat(count(route.server().connection(i), "SELECT .*")).isEqualTo(1);
            assertThat(count(route.server().connection(i), "UID STORE .*")).isZero();
        }
    }
}
