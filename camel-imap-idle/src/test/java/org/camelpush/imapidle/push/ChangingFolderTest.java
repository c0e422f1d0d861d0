package org.camelpush.imapidle.push;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.endIdle;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.isFetched;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.open;
import static org.camelpush.imapidle.Conversation.push;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Mails go while others come, so that neither counts nor numbers tell what is new. */
class ChangingFolderTest {

    private static final String NEW_ONLY = "&markSeen=false&startFrom=new&reconnectDelay=50";

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void case05_oneCameAndOneWentInOneIdle() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 2 EXPUNGE", "* 3 EXISTS");
            endIdle(client, idle);
            idleToTheEnd(client, bring(client, 3, 4));
        });
        route.awaitSubjects("mail 4");
    }

    @Test
    void case05_oneCameAndOneWentAndTheServerOnlyRepeatsTheCount() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 3 EXISTS");
            endIdle(client, idle);
            idleToTheEnd(client, bring(client, 3, 4));
        });
        route.awaitSubjects("mail 4");
    }

    @Test
    void case05_oneCameAndOneWentWhileDisconnected() {
        route.serve(NEW_ONLY, client -> {
            if (client.number() == 1) {
                open(client, 3, 4);
                client.awaitIdle();
            } else {
                open(client, 3, 5);
                idleToTheEnd(client, bring(client, 3, 4));
            }
        });
        route.awaitSubjects("mail 4");
    }

    @Test
    void aMailIsFoundHoweverFarItsUidIsBeyondTheLast() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 4 EXISTS");
            endIdle(client, idle);
            idle = bring(client, 4, 100_000);
            idleToTheEnd(client, push(client, idle, 5, 100_001));
        });
        route.awaitSubjects("mail 100000", "mail 100001");
    }

    @Test
    void aMailThatTheServerLeavesOutIsAskedForAgain() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 6 EXISTS");
            endIdle(client, idle);
            ScriptedCommand fetch = client.expect("UID FETCH 4:.*");
            client.sendFetch(fetch, 4, 4, mail(4));
            client.sendFetch(fetch, 6, 6, mail(6));
            client.reply(fetch, "OK FETCH done");
            idleToTheEnd(client, bring(client, 4, 4, 5, 6));
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.subjects())
                .containsExactlyInAnyOrder("mail 4", "mail 5", "mail 6"));
    }

    @Test
    void case06_theFolderIsEmptiedAndGetsANewMailInOneIdle() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 1 EXPUNGE", "* 1 EXPUNGE", "* 1 EXPUNGE", "* 0 EXISTS", "* 1 EXISTS");
            endIdle(client, idle);
            idle = bring(client, 1, 4);
            idleToTheEnd(client, push(client, idle, 2, 5));
        });
        route.awaitSubjects("mail 4", "mail 5");
    }

    @Test
    void case08_anExpungeWhileFetchingMovesNumbersButNotMails() {
        List<String> flagged = new CopyOnWriteArrayList<>();
        route.serve("&startFrom=new", client -> {
            open(client, 2, 3);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 4 EXISTS");
            endIdle(client, idle);
            bringWhileTheFirstMailGoes(client, flagged);
            idle = client.awaitIdle();
            idleToTheEnd(client, push(client, idle, 4, 5));
        });
        route.awaitSubjects("mail 3", "mail 4", "mail 5");
        assertThat(flagged).isNotEmpty().allMatch(uids -> uids.matches("[34]|3:4"));
    }

    /** Mail 3 is still number 3 when it is sent; then the first one goes, and mail 4 is number 3. */
    private static void bringWhileTheFirstMailGoes(ScriptedConnection client, List<String> flagged) throws IOException {
        ScriptedCommand idle = null;
        boolean gone = false;
        while (!flagged.toString().contains("4")) {
            ScriptedCommand c = client.awaitCommand();
            if (c.name().equals("IDLE")) {
                idle = c;
                client.send("+ idling");
                continue;
            }
            if (c.name().equals("UID SEARCH")) {
                client.send("* SEARCH 3 4");
            } else if (c.name().equals("UID STORE")) {
                flagged.add(c.arguments().get(0));
            } else if (c.name().equals("UID FETCH") && isFetched(c, 3)) {
                client.sendFetch(c, gone ? 2 : 3, 3, mail(3));
                client.send(gone ? "* OK nothing goes twice" : "* 1 EXPUNGE");
                client.sendFetch(c, 3, 4, mail(4));
                gone = true;
            }
            client.reply(c.tag().isEmpty() ? idle : c, "OK done");
        }
    }

    @Test
    void case09_mailsThatAreGoneWhenTheyAreFetchedArePassedOverAndTheOthersCome() {
        route.serve("&startFrom=all&markSeen=false", client -> {
            open(client, 4, 5);
            client.search(1, 2, 3, 4);
            ScriptedCommand fetch = client.expect("UID FETCH 1:4 .*");
            client.sendFetch(fetch, 1, 1, mail(1));
            client.sendFetch(fetch, 3, 3, mail(3));
            client.reply(fetch, "NO Some of the requested messages no longer exist");
            client.send("* 4 EXPUNGE", "* 2 EXPUNGE");
            ScriptedCommand verify = client.expect("UID SEARCH UID 2,4");
            client.send("* SEARCH");
            client.reply(verify, "OK SEARCH done");
            idleToTheEnd(client, push(client, client.awaitIdle(), 3, 5));
        });
        route.awaitSubjects("mail 1", "mail 3", "mail 5");
        assertThat(route.details()).containsEntry("highestUid", 5L).containsEntry("awaitingRedelivery", 0);
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void case09_anAnnouncedMailThatIsGoneWhenItIsFetchedCostsNothing() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 5 EXISTS");
            endIdle(client, idle);
            ScriptedCommand fetch = client.expect("UID FETCH 4:.*");
            client.sendFetch(fetch, 5, 5, mail(5));
            client.reply(fetch, "NO Some of the requested messages no longer exist");
            client.send("* 4 EXPUNGE");
            idle = bring(client, 4, 5);
            idleToTheEnd(client, push(client, idle, 5, 6));
        });
        route.awaitSubjects("mail 5", "mail 6");
        assertThat(route.consumer().getLosses()).isZero();
    }
}
