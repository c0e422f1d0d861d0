package org.camelpush.imapidle.reconnect;

import java.io.IOException;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.idleToTheEnd;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.Conversation.push;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A server that has no room now is asked again as after any loss: nothing is wrong with the account. */
class BusyServerTest {

    /** A refused account would wait for an hour. */
    private static final String FAST = "&markSeen=false&startFrom=new&reconnectDelay=50&maxReconnectDelay=3600000";

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    /** Lets the client in at the third connection, and brings it a mail. */
    private static Script twiceFull(Script full) {
        return client -> {
            if (client.number() < 3) {
                full.serve(client);
            } else {
                openEmpty(client);
                idleToTheEnd(client, push(client, client.awaitIdle(), 1, 1));
            }
        };
    }

    private void awaitMailOfTheThirdConnection() {
        route.awaitSubjects("mail 1");
        assertThat(route.consumer().getLosses()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO [ALERT] Too many simultaneous connections. (Failure)",
                "NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)",
                "NO [LIMIT] Session limit reached",
                "NO [INUSE] Mailbox is in use",
                "NO Too many connections for this user",
                "BAD Server busy, try again later"
            })
    void case24_aLoginThatIsRefusedForWantOfRoomIsTriedAgainSoon(String answer) {
        route.serve(FAST, twiceFull(client -> {
            client.greet();
            client.reply(client.awaitLogin().command(), answer);
            client.awaitClosedByClient();
        }));
        awaitMailOfTheThirdConnection();
        assertThat(route.consumer().getLastError()).contains(answer.replaceFirst("^\\S+ (\\[\\S+] )?", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* BYE [UNAVAILABLE] Too many connections", "* BYE Too many simultaneous connections"})
    void case24_aServerThatSaysGoodbyeInsteadOfAGreetingIsTriedAgainSoon(String greeting) {
        route.serve(FAST, twiceFull(client -> {
            client.send(greeting);
            client.awaitClosedByClient();
        }));
        awaitMailOfTheThirdConnection();
    }

    @Test
    void case24_aServerThatStaysFullIsTriedLessAndLessOften() {
        route.serve("&reconnectDelay=50&maxReconnectDelay=400", client -> {
            client.greet();
            client.reply(client.awaitLogin().command(), "NO [LIMIT] Session limit reached");
            client.awaitClosedByClient();
        });
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 6);
        assertThat(route.details()).containsEntry("state", "BACKING_OFF");
        assertThat(route.consumer().getStatusMessage()).contains("Session limit reached", "recovery in progress");
    }

    @Test
    void case26_authenticatedButNotConnectedIsTriedAgainSoonAndThePersonIsToldWhatItMeans() {
        route.serve(FAST, twiceFull(BusyServerTest::letInAndRefuseTheFolder));
        awaitMailOfTheThirdConnection();
        assertThat(route.consumer().getLastError())
                .contains(
                        "does not open the folder INBOX",
                        "User is authenticated but not connected",
                        "the server has no room for this account now");
    }

    private static void letInAndRefuseTheFolder(ScriptedConnection client) throws IOException {
        client.greet();
        client.login();
        ScriptedCommand select = client.expect("EXAMINE .*");
        client.reply(select, "BAD User is authenticated but not connected.");
        client.awaitClosedByClient();
    }
}
