package org.camelpush.imapidle.push;

import java.time.Duration;
import java.util.Collections;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.count;
import static org.camelpush.imapidle.Conversation.endIdle;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.Conversation.staysSilent;

/** News at every moment of an IDLE's life; numbers are those of the failure list. */
class PushRaceTest {

    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final String NEW_ONLY = "&markSeen=false&startFrom=new";

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void case01_mailAnnouncedWithTheAnswerToFetchIsFetchedBeforeIdle() {
        route.serve(NEW_ONLY, client -> {
            openEmpty(client);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 1 EXISTS");
            endIdle(client, idle);
            ScriptedCommand fetch = client.expect("UID FETCH 1:.*");
            client.sendFetch(fetch, 1, 1, mail(1));
            client.send("* 2 EXISTS", fetch.tag() + " OK FETCH done");
            idleToTheEnd(client, bring(client, 1, 1, 2));
        });
        route.awaitSubjects("mail 1", "mail 2");
    }

    @Test
    void case02_mailAnnouncedBetweenIdleAndItsContinuationCountsAndDoneWaitsForTheContinuation() {
        route.serve(NEW_ONLY, client -> {
            openEmpty(client);
            ScriptedCommand idle = client.expect("IDLE");
            client.send("* 1 EXISTS");
            staysSilent(client, MOMENT);
            client.send("+ idling");
            endIdle(client, idle);
            idleToTheEnd(client, bring(client, 1, 1));
        });
        route.awaitSubjects("mail 1");
    }

    @Test
    void case03_mailAnnouncedBetweenDoneAndItsAnswerIsNotLost() {
        route.serve(NEW_ONLY, client -> {
            openEmpty(client);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 1 EXISTS");
            client.awaitDone();
            client.send("* 2 EXISTS", idle.tag() + " OK IDLE done");
            idle = bring(client, 1, 1, 2);
            assertThat(count(client, "DONE")).isEqualTo(1);
            idleToTheEnd(client, idle);
        });
        route.awaitSubjects("mail 1", "mail 2");
    }

    @Test
    void case03_mailAnnouncedWhileIdleIsRenewedIsFetchedAndDoneIsSentOnce() {
        route.serve(NEW_ONLY + "&idleRenewal=100", client -> {
            openEmpty(client);
            ScriptedCommand idle = client.awaitIdle();
            client.awaitDone();
            client.send("* 1 EXISTS");
            staysSilent(client, MOMENT);
            client.reply(idle, "OK IDLE done");
            idleToTheEnd(client, bring(client, 1, 1));
        });
        route.awaitSubjects("mail 1");
    }

    @Test
    void case04_mailAnnouncedInOnePacketWithTheContinuationIsFetchedAtOnce() {
        route.serve(NEW_ONLY, client -> {
            openEmpty(client);
            ScriptedCommand idle = client.expect("IDLE");
            client.send("+ idling", "* 1 EXISTS");
            endIdle(client, idle);
            idleToTheEnd(client, bring(client, 1, 1));
        });
        route.awaitSubjects("mail 1");
    }

    @Test
    void case13_stillHereIsNoReasonToDoAnything() {
        route.serve(NEW_ONLY + "&livenessTimeout=200", client -> {
            openEmpty(client);
            ScriptedCommand idle = client.awaitIdle();
            client.send(Collections.nCopies(50, "* OK Still here").toArray(String[]::new));
            staysSilent(client, MOMENT);
            client.send("* 1 EXISTS");
            endIdle(client, idle);
            idleToTheEnd(client, bring(client, 1, 1));
        });
        route.awaitSubjects("mail 1");
        assertThat(route.consumer().getLosses()).isZero();
    }
}
