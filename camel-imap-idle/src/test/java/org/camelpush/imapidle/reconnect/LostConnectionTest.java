package org.camelpush.imapidle.reconnect;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.camelpush.imapidle.Conversation;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.Conversation.push;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Connections that end in a way only a script can bring about. */
class LostConnectionTest {

    private static final String FAST = "&markSeen=false&startFrom=new&reconnectDelay=50";

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void case12_aServerThatDiesInTheMiddleOfALiteralIsLeftAndOtherMailboxesGoOn() throws Exception {
        MailboxScript other = new MailboxScript();
        try (ScriptedImapServer healthy = ScriptedImapServer.start(other)) {
            List<String> fromOther = route.subjectsFrom(RouteFixture.uri(healthy.port(), ""));
            route.serve(FAST + "&livenessTimeout=500", client -> {
                openEmpty(client);
                if (client.number() > 1) {
                    idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
                    return;
                }
                ScriptedCommand idle = client.awaitIdle();
                client.send("* 1 EXISTS");
                Conversation.endIdle(client, idle);
                client.expect("UID FETCH .*");
                client.sendRaw("* 1 FETCH (UID 1 FLAGS () BODY[] {5000}\r\nSubject: half a mail\r\n");
                other.deliver(mail(99));
                client.awaitClosedByClient();
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(fromOther).containsExactly("mail 99"));
            route.awaitSubjects("mail 1");
            assertThat(route.consumer().getLastError()).contains("No answer from the server");
            route.close();
        }
    }

    @Test
    void case12_aServerThatDiesInTheMiddleOfALineIsLeft() {
        route.serve(FAST + "&livenessTimeout=300&idleRenewal=300", client -> {
            openEmpty(client);
            if (client.number() == 1) {
                client.awaitIdle();
                client.sendRaw("* 1 EXI");
                client.awaitClosedByClient();
            } else {
                idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
            }
        });
        route.awaitSubjects("mail 1");
    }

    @Test
    void case14_afterAutologoutTheMailboxIsWatchedAgainAndTheServersWordsAreKept() {
        route.serve(FAST, client -> {
            openEmpty(client);
            if (client.number() == 1) {
                client.awaitIdle();
                client.send("* BYE Autologout; idle for too long");
                return;
            }
            idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
        });
        route.awaitSubjects("mail 1");
        assertThat(route.consumer().getLastError()).contains("Autologout; idle for too long");
        assertThat(route.consumer().getLosses()).isEqualTo(1);
    }

    @Test
    void case15_theFirstByeClosesAlthoughTheServerKeepsTheSocketOpen() {
        route.serve(FAST, client -> {
            openEmpty(client);
            if (client.number() == 1) {
                client.awaitIdle();
                client.send("* BYE going down", "* BYE going down", "* BYE still going down");
                client.awaitClosedByClient();
                return;
            }
            idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
        });
        route.awaitSubjects("mail 1");
        assertThat(route.consumer().getLosses()).isEqualTo(1);
    }

    @Test
    void case20_aServerThatLetsUsInAndDropsUsIsTriedLessAndLessOften() {
        List<Long> logins = new CopyOnWriteArrayList<>();
        route.serve(FAST, client -> {
            openEmpty(client);
            client.awaitIdle();
            logins.add(System.nanoTime());
        });
        await().atMost(PATIENCE).until(() -> logins.size() >= 6);
        // 50 ms and doubling, each less a jitter of a fifth at most
        long least = Math.round(0.8 * (50 + 100 + 200 + 400 + 800));
        assertThat(Duration.ofNanos(logins.get(5) - logins.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(least));
        // the server knows of its drop before the client does
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat((int) route.details().get("attempts")).isGreaterThanOrEqualTo(6));
    }

    @Test
    void case20_beingWatchedForAMomentDoesNotEndTheRowOfLosses() {
        route.serve(FAST + "&reconnectBackoffMultiplier=1", client -> {
            openEmpty(client);
            if (client.number() > 3) {
                idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
            } else {
                client.awaitIdle();
            }
        });
        route.awaitSubjects("mail 1");
        route.awaitIdle();
        // the folder was watched in between, but never for long
        assertThat(route.details()).containsEntry("attempts", 3).containsEntry("state", "IDLE");
    }
}
