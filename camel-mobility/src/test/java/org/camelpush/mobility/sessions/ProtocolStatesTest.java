package org.camelpush.mobility.sessions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.Gate;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/**
 * In each state of the protocol the server goes silent, and at that moment a better bearer appears or the present one is lost. Whatever
 * the policy wants to become of the work under way, the mailbox is watched on the other bearer in the end, and each mail comes once.
 */
class ProtocolStatesTest {

    private final MailServer server = new MailServer();
    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private void policy(String what) {
        DrainMode drain = what.equals("LOSS") ? DrainMode.IMMEDIATE : DrainMode.valueOf(what);
        hub.hub()
                .setPolicy(request -> CompletableFuture.completedFuture(
                        MobilityDecision.accept(request.proposed().id(), drain, "the test wants it")));
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "LOGIN, IMMEDIATE",
        "LOGIN, STOP_CURRENT",
        "LOGIN, COMPLETE_CURRENT",
        "LOGIN, LOSS",
        "SELECT, IMMEDIATE",
        "SELECT, STOP_CURRENT",
        "SELECT, COMPLETE_CURRENT",
        "SELECT, LOSS",
        "SEARCH, IMMEDIATE",
        "SEARCH, STOP_CURRENT",
        "SEARCH, COMPLETE_CURRENT",
        "SEARCH, LOSS",
        "IDLE, IMMEDIATE",
        "IDLE, STOP_CURRENT",
        "IDLE, COMPLETE_CURRENT",
        "IDLE, LOSS",
        "DONE, IMMEDIATE",
        "DONE, STOP_CURRENT",
        "DONE, COMPLETE_CURRENT",
        "DONE, LOSS",
        "FETCH, STOP_CURRENT",
        "FETCH, COMPLETE_CURRENT",
        "FETCH, LOSS",
        "STORE, IMMEDIATE",
        "STORE, STOP_CURRENT",
        "STORE, COMPLETE_CURRENT",
        "STORE, LOSS"
    })
    void scenario48_inEachStateTheSessionGoesOnByTheOtherBearer(String state, String what) throws Exception {
        goesOnByTheOther(state, what);
    }

    @Test
    void scenario08_aMailThatIsBeingFetchedIsCutOffAndComesOnceByTheNextBearer() throws Exception {
        goesOnByTheOther("FETCH", "IMMEDIATE");
    }

    private void goesOnByTheOther(String state, String what) throws Exception {
        List<String> sent = new ArrayList<>();
        policy(what);
        hub.hub().setDrainTimeout(Duration.ofMillis(300));
        try (Gate gate = new Gate(server.imapPort())) {
            gate.silence("127.0.0.3", state);
            hub.mobileRoute(
                            "inbox",
                            "imap-idle:127.0.0.1:" + gate.port() + "?startTls=false&username=" + MailServer.USER
                                    + "&password=" + MailServer.PASSWORD + "&reconnectDelay=100")
                    .start();
            send(sent, "before");
            hub.bearers().report(Bearers.cellular());
            if (state.equals("DONE")) {
                await().atMost(PATIENCE).until(() -> hub.subjects().contains("before"));
                hub.awaitOutcomes("OK - wwan0");
                send(sent, "news");
            }
            await().atMost(PATIENCE).until(gate::isSilent);
            send(sent, "in the middle");

            hub.bearers().report(Bearers.wifi());
            if (what.equals("LOSS")) {
                hub.bearers().gone("wwan0");
            }

            await().atMost(PATIENCE)
                    .until(() -> "wlan0".equals(hub.status("inbox").get("bearer")));
            send(sent, "after " + state.toLowerCase(Locale.ROOT));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hub.subjects()).containsAll(sent));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(sent).allMatch(server::isSeen));
            assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
            await().atMost(PATIENCE).until(() -> !gate.isIn("127.0.0.3"));
        }
    }

    private void send(List<String> sent, String subject) {
        server.deliver(subject);
        sent.add(subject);
    }
}
