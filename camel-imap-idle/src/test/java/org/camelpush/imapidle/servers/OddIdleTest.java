package org.camelpush.imapidle.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.count;
import static org.camelpush.imapidle.Conversation.endIdle;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.Conversation.push;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Servers that cannot push, or say they can. */
class OddIdleTest {

    private static final String POLLING = "&markSeen=false&startFrom=new&pollInterval=200";

    private final RouteFixture route = new RouteFixture();
    private final List<Long> idles = new CopyOnWriteArrayList<>();
    private final AtomicInteger polls = new AtomicInteger();
    private volatile boolean mailIsThere;

    @AfterEach
    void stop() {
        route.close();
    }

    /** Answers IDLE like this; of a mail it tells only who asks. */
    private Script answeringIdle(String answer) {
        return client -> {
            openEmpty(client);
            for (ScriptedCommand c = client.awaitCommand(); c != null; c = client.awaitCommand()) {
                if (c.name().equals("IDLE")) {
                    idles.add(System.nanoTime());
                    client.send(answer.replace("<tag>", c.tag()));
                } else {
                    answer(client, c);
                }
            }
        };
    }

    private void answer(ScriptedConnection client, ScriptedCommand command) throws IOException {
        if (command.name().equals("UID FETCH")) {
            client.sendFetch(command, 1, 1, mail(1));
        } else if (command.name().matches("NOOP|UID SEARCH")) {
            polls.incrementAndGet();
            if (mailIsThere) {
                client.send("* 1 EXISTS", "* SEARCH 1");
            }
        }
        client.reply(command, "OK done");
    }

    @Test
    void case16_aServerThatEndsEachIdleUnaskedIsAskedAgainButNotAllTheTime() {
        route.serve("&markSeen=false&startFrom=new&pollInterval=500", client -> {
            openEmpty(client);
            while (!mailIsThere) {
                ScriptedCommand idle = client.expect("IDLE");
                idles.add(System.nanoTime());
                client.send("+ idling", idle.tag() + " OK IDLE done");
            }
            idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
        });
        await().atMost(PATIENCE).until(() -> idles.size() >= 4);
        mailIsThere = true;
        route.awaitSubjects("mail 1");
        for (int i = 1; i < 4; i++) {
            assertThat(Duration.ofNanos(idles.get(i) - idles.get(i - 1)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
        assertThat(route.consumer().isPush()).isTrue();
        assertThat(route.consumer().getLosses()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<tag> NO not today", "<tag> BAD what is IDLE?", "<tag> OK IDLE done"})
    void case17_aServerThatRefusesIdleIsPolled(String answer) {
        route.serve(POLLING, answeringIdle(answer));
        route.awaitState("POLLING");
        await().atMost(PATIENCE).until(() -> polls.get() >= 3);
        mailIsThere = true;
        route.awaitSubjects("mail 1");
        assertThat(idles).hasSize(1);
        assertThat(route.consumer().isPush()).isFalse();
        assertThat(route.consumer().getStatusMessage()).startsWith("Watching INBOX");
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void case18_aServerWithoutIdleIsPolled() {
        MailboxScript mailbox = new MailboxScript().capabilities("IMAP4rev1 AUTH=PLAIN SASL-IR");
        route.serve(POLLING, mailbox);
        route.awaitState("POLLING");
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
        assertThat(count(route.server().connection(1), "IDLE")).isZero();
    }

    @Test
    void case18_idleThatIsAnnouncedOnlyAfterLoginIsUsed() {
        MailboxScript mailbox = new MailboxScript().capabilities("IMAP4rev1 AUTH=PLAIN", "IMAP4rev1 IDLE");
        route.serve(POLLING, mailbox);
        route.awaitIdle();
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
    }

    @Test
    void case18_capabilitiesThatLoginDoesNotTellAreAskedForAgain() {
        route.serve(POLLING, client -> {
            client.greet("IMAP4rev1 AUTH=PLAIN");
            client.reply(client.awaitLogin().command(), "OK logged in");
            ScriptedCommand capability = client.expect("CAPABILITY");
            client.send("* CAPABILITY IMAP4rev1 IDLE");
            client.reply(capability, "OK CAPABILITY done");
            client.select(0, 1, 1);
            client.serveUntilClosed();
        });
        route.awaitIdle();
    }

    @Test
    void case19_mailThatIsNeverPushedIsFoundByALook() {
        MailboxScript mailbox = new MailboxScript().silentWhileIdle(true);
        route.serve("&markSeen=false&reconcileInterval=300", mailbox);
        route.awaitIdle();
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
    }

    @Test
    void case19_mailThatOnlyALookFindsIsCountedAndDoesNotComeAgainWhenItIsPushedAtLast() {
        route.serve("&markSeen=false&startFrom=new&reconcileInterval=300", client -> {
            openEmpty(client);
            ScriptedCommand idle = client.awaitIdle();
            endIdle(client, idle); // for the look
            ScriptedCommand search = client.expect("UID SEARCH UID 1:\\*");
            client.send("* SEARCH 1");
            client.reply(search, "OK done");
            ScriptedCommand fetch = client.expect("UID FETCH 1 .*");
            client.sendFetch(fetch, 1, 1, mail(1));
            client.reply(fetch, "OK done");
            idle = client.awaitIdle();
            client.send("* 1 EXISTS"); // at last
            endIdle(client, idle);
            idleToTheEnd(client, push(client, bring(client, 1, 1), 2, 2));
        });
        route.awaitSubjects("mail 1", "mail 2");
        assertThat(route.consumer().getMissedByPush()).isEqualTo(1);
    }
}
