package org.camelpush.imapidle.servers;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.Conversation.bring;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.openEmpty;

/** DONE is on its way while the server ends IDLE by itself; what it then thinks of DONE is as Dovecot says it. */
class CrossingDoneTest {

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void case16_aDoneThatCrossesTheEndOfIdleCostsNothing() {
        route.serve("&markSeen=false&startFrom=new", client -> {
            openEmpty(client);
            ScriptedCommand idle = client.awaitIdle();
            client.send("* 1 EXISTS", idle.tag() + " OK IDLE done");
            client.awaitDone();
            client.send("DONE BAD Error in IMAP command: Invalid command name");
            idleToTheEnd(client, bring(client, 1, 1));
        });
        route.awaitSubjects("mail 1");
        assertThat(route.consumer().getLosses()).isZero();
    }
}
