package org.camelpush.imapidle.servers;

import java.util.List;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.count;
import static org.camelpush.imapidle.Conversation.endIdle;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.open;
import static org.camelpush.imapidle.Conversation.push;

/** What servers say that nobody asked for, or that cannot be. */
class StrayResponsesTest {

    private static final String NEW_ONLY = "&markSeen=false&startFrom=new";

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"* 99 EXPUNGE", "* 0 EXPUNGE", "* 4 FETCH (FLAGS (\\Seen))", "* 57 FETCH (UID 90 FLAGS ())"})
    void case07_aNumberThatCannotBeIsIgnoredAndWhatWasMissedIsLookedFor(String stray) {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send(stray);
            endIdle(client, idle);
            // the fourth mail was never announced
            idle = bring(client, 4, 4);
            assertThat(count(client, "UID SEARCH UID 4:\\*")).isEqualTo(1);
            idleToTheEnd(client, push(client, idle, 5, 5));
        });
        route.awaitSubjects("mail 4", "mail 5");
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void case07_flagsOfMailsThatAreThereAreNoReasonToLook() {
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 1 FETCH (FLAGS (\\Seen))", "* 2 FETCH (FLAGS ())", "* 3 FETCH (FLAGS (\\Flagged))");
            idle = push(client, idle, 4, 4);
            assertThat(count(client, "UID SEARCH .*")).isZero();
            idleToTheEnd(client, idle);
        });
        route.awaitSubjects("mail 4");
    }

    @Test
    void case41_whatConcernsOtherFoldersOrIsUnknownIsNeverFatal() {
        List<String> stray = List.of(
                "* STATUS \"Other folder\" (MESSAGES 3 UNSEEN 1 UIDNEXT 9)",
                "* STATUS INBOX (MESSAGES 3)",
                "* LIST (\\HasNoChildren) \"/\" {9}\r\nOther {1}",
                "* LSUB () NIL Other",
                "* XGWEXTENSION (1 \"two\" NIL (three)) [four] {4}\r\nfive",
                "* 17 XNUMBER \"a ( in quotes\"",
                "* VANISHED (EARLIER) 41,43:116",
                "* ESEARCH (TAG \"B7\") UID ALL 1:3",
                "* FLAGS (\\Seen \\Deleted $Forwarded)",
                "* ENABLED CONDSTORE",
                "* 0 RECENT",
                "* OK [ALERT] The cellar is flooded",
                "* OK [HIGHESTMODSEQ 9007199254740993] high",
                "* OK [X-UNHEARD-OF {] what",
                "* NO [ALERT] disk nearly full",
                "* BAD something you did not do",
                "* OK");
        route.serve(NEW_ONLY, client -> {
            open(client, 3, 4);
            ScriptedCommand idle = client.awaitIdle();
            client.send(stray.toArray(String[]::new));
            idle = push(client, idle, 4, 4);
            client.send(stray.toArray(String[]::new));
            idleToTheEnd(client, push(client, idle, 5, 5));
        });
        route.awaitSubjects("mail 4", "mail 5");
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void case41_theyMayStandBetweenTheAnswersToCommandsToo() {
        route.serve(NEW_ONLY, client -> {
            client.greet();
            ScriptedCommand login = client.awaitLogin().command();
            client.send("* OK [ALERT] Your password expires in 3 days");
            client.reply(login, "OK [CAPABILITY IMAP4rev1 IDLE] logged in");
            ScriptedCommand select = client.expect("EXAMINE .*");
            client.send("* STATUS Other (MESSAGES 9)", "* XSTRANGE 1", "* 3 EXISTS", "* OK [UIDVALIDITY 77] ok");
            client.send("* OK [UIDNEXT 4] ok", "* OK [ALERT] again");
            client.reply(select, "OK [READ-ONLY] open");
            ScriptedCommand idle = client.expect("IDLE");
            client.send("* STATUS Other (MESSAGES 10)", "+ idling", "* 4 EXISTS");
            endIdle(client, idle);
            ScriptedCommand fetch = client.expect("UID FETCH 4:.*");
            client.send("* STATUS Other (MESSAGES 11)", "* XSTRANGE 2");
            client.sendFetch(fetch, 4, 4, mail(4));
            client.send("* 2 FETCH (FLAGS (\\Seen))", "* LIST () \"/\" Other");
            client.reply(fetch, "OK done");
            idleToTheEnd(client, client.awaitIdle());
        });
        route.awaitSubjects("mail 4");
        assertThat(route.consumer().getLosses()).isZero();
    }
}
