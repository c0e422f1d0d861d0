package org.camelpush.imapidle.events;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.UID_VALIDITY;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;
import static org.camelpush.imapidle.RouteFixture.ROUTE;

/** Servers that refuse what they offer, or say what cannot be, of changes. */
class ScriptedEventsTest {

    private static final String CAPABILITIES = ScriptedConnection.CAPABILITIES + " ENABLE ESEARCH CONDSTORE QRESYNC";
    private static final String OPTIONS = "&events=flags,expunged&reconnectDelay=50&maxReconnectDelay=100";

    private final EventRoute route = new EventRoute();
    private final CountDownLatch said = new CountDownLatch(1);

    @AfterEach
    void stop() {
        route.close();
    }

    private void serve(Script script) {
        route.fixture().serve(OPTIONS, script);
    }

    private static void greet(ScriptedConnection client) throws IOException {
        client.greet(CAPABILITIES);
        client.login();
    }

    private static void enable(ScriptedConnection client) throws IOException {
        ScriptedCommand enable = client.expect("ENABLE QRESYNC");
        client.send("* ENABLED QRESYNC", enable.tag() + " OK enabled");
    }

    /** Answers the command that opens a folder of three mails, 1 to 3. */
    private static void open(ScriptedConnection client, ScriptedCommand select, String... more) throws IOException {
        client.send("* 3 EXISTS", "* OK [UIDVALIDITY " + UID_VALIDITY + "] ok", "* OK [UIDNEXT 4] ok");
        for (String line : more) {
            client.send(line);
        }
        client.reply(select, "OK [READ-WRITE] open");
    }

    /** Answers what is asked of the three mails until the client idles. */
    private static ScriptedCommand idle(ScriptedConnection client) throws IOException {
        ScriptedCommand command = client.awaitCommand();
        while (!command.name().equals("IDLE")) {
            if (command.name().equals("UID FETCH") && !command.text().contains("CHANGEDSINCE")) {
                client.send("* 1 FETCH (UID 1)", "* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)");
            }
            client.reply(command, "OK done");
            command = client.awaitCommand();
        }
        client.send("+ idling");
        return command;
    }

    private static ScriptedCommand openWithQresync(ScriptedConnection client) throws IOException {
        greet(client);
        enable(client);
        open(client, client.expect("(SELECT|EXAMINE) \"?INBOX\"? \\(CONDSTORE\\)"), "* OK [HIGHESTMODSEQ 10] ok");
        return idle(client);
    }

    @Test
    void everythingVanishedTellsOfThoseThatWereThereAndOfNoOther() {
        serve(client -> {
            ScriptedCommand idle = openWithQresync(client);
            client.send("* VANISHED 1:4294967295");
            idleToTheEnd(client, idle);
        });
        route.awaitHeard("expunged 1", "expunged 2", "expunged 3");
        route.fixture().awaitIdle();
        assertThat(route.fixture().details()).containsEntry("losses", 0L);
    }

    @Test
    void everythingVanishedSinceAKeptPositionIsMissedAndNotFourThousandMillionEvents() {
        MemoryStateRepository positions = new MemoryStateRepository();
        route.fixture().positions(positions).autoStartup(false);
        route.fixture().serve(OPTIONS + "&cursorRepository=#positions", client -> {
            greet(client);
            enable(client);
            ScriptedCommand select =
                    client.expect("(SELECT|EXAMINE) \"?INBOX\"? \\(QRESYNC \\(77 5 1:4000000000\\)\\)");
            client.send("* 1 EXISTS", "* OK [UIDVALIDITY 77] ok", "* OK [UIDNEXT 4000000001] ok");
            client.send("* OK [HIGHESTMODSEQ 10] ok", "* VANISHED (EARLIER) 1:4294967295");
            client.reply(select, "OK [READ-WRITE] open");
            client.serveUntilClosed();
        });
        String key = "127.0.0.1:" + route.fixture().server().port() + "/alice/INBOX";
        positions.setState(key, "77 4000000000 -");
        positions.setState(key + "/modseq", "77 5");
        route.fixture().controlRoute(context -> context.getRouteController().startRoute(ROUTE));
        route.awaitHeard("missed");
    }

    @Test
    void aFolderWithoutModSequencesIsFollowedByNumbers() {
        serve(client -> {
            greet(client);
            enable(client);
            open(client, client.expect("(SELECT|EXAMINE) .* \\(CONDSTORE\\)"), "* OK [NOMODSEQ] none here");
            ScriptedCommand idle = idle(client);
            client.send("* 2 FETCH (FLAGS (\\Flagged))", "* 1 EXPUNGE", "* 1 FETCH (FLAGS (\\Seen))");
            idleToTheEnd(client, idle);
        });
        route.awaitHeard("flags 2 [\\Flagged]", "expunged 1", "flags 2 [\\Seen]");
        assertThat(route.modSeqs()).containsOnly(0L);
    }

    @Test
    void aServerThatRefusesToEnableWhatItOffersIsAskedForTheLesserThing() {
        serve(client -> {
            greet(client);
            client.reply(client.expect("ENABLE QRESYNC"), "BAD no");
            open(client, client.expect("(SELECT|EXAMINE) .* \\(CONDSTORE\\)"), "* OK [HIGHESTMODSEQ 10] ok");
            ScriptedCommand idle = idle(client);
            client.send("* VANISHED 1:3"); // means nothing where it was not enabled
            client.send("* 3 EXPUNGE", "* 1 FETCH (MODSEQ (11) FLAGS (\\Flagged))");
            idleToTheEnd(client, idle);
        });
        route.awaitHeard("expunged 3", "flags 1 [\\Flagged]");
        assertThat(route.modSeqs()).containsExactly(0L, 11L);
        assertThat(route.fixture().details().get("extensions").toString()).doesNotContain("QRESYNC");
    }

    @Test
    void aServerThatSaysOkAndEnablesNothingHasNothingEnabled() {
        serve(client -> {
            greet(client);
            client.reply(client.expect("ENABLE QRESYNC"), "OK but nothing");
            open(client, client.expect("(SELECT|EXAMINE) .* \\(CONDSTORE\\)"), "* OK [HIGHESTMODSEQ 10] ok");
            ScriptedCommand idle = idle(client);
            client.send("* VANISHED 1:3", "* 2 EXPUNGE");
            idleToTheEnd(client, idle);
        });
        route.awaitHeard("expunged 2");
    }

    @Test
    void aFolderThatIsNotOpenedWithAParameterIsOpenedWithout() {
        serve(client -> {
            greet(client);
            enable(client);
            client.reply(client.expect("(SELECT|EXAMINE) .* \\(CONDSTORE\\)"), "BAD too many arguments");
            open(client, client.expect("(SELECT|EXAMINE) \"?INBOX\"?"), "* OK [HIGHESTMODSEQ 10] ok");
            ScriptedCommand idle = idle(client);
            // who has enabled QRESYNC names the mail (RFC 7162 §3.2.4)
            client.send("* 1 FETCH (FLAGS (\\Seen))", "* 2 FETCH (UID 2 FLAGS (\\Flagged))");
            idleToTheEnd(client, idle);
        });
        route.awaitHeard("missed", "flags 2 [\\Flagged]");
        assertThat(route.fixture().details()).containsEntry("losses", 0L);
    }

    @Test
    void aModSequenceThatIsNoneIsNotBelieved() {
        serve(client -> {
            greet(client);
            enable(client);
            open(client, client.expect("(SELECT|EXAMINE) .*"), "* OK [HIGHESTMODSEQ 99999999999999999999] ok");
            ScriptedCommand idle = idle(client);
            client.send("* 2 FETCH (UID 2 MODSEQ (99999999999999999999) FLAGS (\\Flagged))");
            client.send("* 3 FETCH (UID 3 MODSEQ () FLAGS (\\Seen))");
            idleToTheEnd(client, idle);
        });
        route.awaitHeard("flags 2 [\\Flagged]", "flags 3 [\\Seen]");
        assertThat(route.fixture().exchanges())
                .noneMatch(exchange -> exchange.getIn().getHeaders().containsKey(ImapIdleConstants.MOD_SEQ));
    }

    @Test
    void whatVanishedAndIsNoSetOfMailsEndsTheConnectionAndNoEventIsLost() {
        String[] wrong = {"", " 0", " 1:4294967296", " x", " 1:2:3", " (EARLIER)", " 1,,2", " *"};
        serve(client -> {
            greet(client);
            enable(client);
            int round = client.number() - 1;
            open(client, client.expect("(SELECT|EXAMINE) .*"), "* OK [HIGHESTMODSEQ 10] ok");
            ScriptedCommand idle = idle(client);
            if (round < wrong.length) {
                client.send("* VANISHED" + wrong[round]);
                client.awaitClosedByClient();
            } else {
                client.send("* VANISHED 2");
                said.countDown();
                idleToTheEnd(client, idle);
            }
        });
        await().atMost(PATIENCE).until(() -> said.getCount() == 0);
        route.awaitHeard("expunged 2");
        assertThat(route.fixture().details()).containsEntry("losses", (long) wrong.length);
    }
}
