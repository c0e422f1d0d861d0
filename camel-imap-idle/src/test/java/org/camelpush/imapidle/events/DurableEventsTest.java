package org.camelpush.imapidle.events;

import jakarta.mail.Flags;

import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** How far events were told is kept with the position, over restarts. */
@RequiresDovecot
class DurableEventsTest {

    private final MemoryStateRepository positions = new MemoryStateRepository() {
        @Override
        protected void doStop() {
            // what is kept is still there when a context has stopped
        }
    };
    private DovecotServer server;
    private OtherClient other;

    @BeforeEach
    void serve() throws Exception {
        server = DovecotServer.start();
        other = new OtherClient(server);
        for (int i = 1; i <= 3; i++) {
            deliver("mail " + i);
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void deliver(String subject) throws Exception {
        server.deliver("alice", TestMails.plain(subject, "body"));
    }

    private String uri(String options) {
        return "imap-idle:127.0.0.1:" + server.port() + "?startTls=false&username=alice&markSeen=false&password="
                + server.password() + "&cursorRepository=#positions" + options;
    }

    private String key() {
        return "127.0.0.1:" + server.port() + "/alice/INBOX";
    }

    private EventRoute start(String options) {
        EventRoute route = new EventRoute();
        route.fixture().positions(positions).start(uri(options)).awaitIdle();
        return route;
    }

    /** A route gets the three mails, has its position kept, and is stopped. */
    private void runOnce(String options) {
        try (EventRoute route = start(options)) {
            route.awaitHeard("message mail 1", "message mail 2", "message mail 3");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(positions.getState(key())).endsWith(" 3 -"));
        }
    }

    private String modSeq() {
        return positions.getState(key() + "/modseq");
    }

    @Test
    void whatChangedWhileTheRouteWasStoppedIsToldByTheNext() throws Exception {
        String options = "&events=messages,flags,expunged";
        runOnce(options);
        String before = modSeq();
        assertThat(before).matches("\\d+ \\d+");
        other.flag(2, Flags.Flag.FLAGGED);
        other.expunge(1);
        deliver("mail 4");
        try (EventRoute route = start(options)) {
            route.awaitHeardInAnyOrder("flags 2 [\\Flagged]", "expunged 1", "message mail 4");
            await().atMost(PATIENCE).until(() -> !modSeq().equals(before));
        }
        try (EventRoute route = start(options)) {
            deliver("mail 5");
            route.awaitHeard("message mail 5"); // and nothing a second time
        }
    }

    @Test
    void aPositionFromBeforeEventsIsGoneOnFromAndEventsBeginNow() throws Exception {
        runOnce("");
        assertThat(modSeq()).isNull();
        other.flag(2, Flags.Flag.FLAGGED);
        deliver("mail 4");
        try (EventRoute route = start("&events=messages,flags,expunged")) {
            route.awaitHeard("message mail 4");
            other.expunge(1);
            await().atMost(PATIENCE).until(() -> route.heard().contains("expunged 1"));
        }
        try (EventRoute route = start("")) {
            deliver("mail 5");
            route.awaitHeard("message mail 5"); // the position is still one for those who know of no events
        }
    }

    @Test
    void aModSequenceThatIsNoneOrOfAnotherFolderIsPassedOver() throws Exception {
        String options = "&events=messages,flags,expunged";
        runOnce(options);
        for (String text :
                new String[] {"1 5", "nonsense", positions.getState(key()).split(" ")[0] + " x"}) {
            positions.setState(key() + "/modseq", text);
            other.flag(2, Flags.Flag.FLAGGED);
            try (EventRoute route = start(options)) {
                other.keyword(3, "label" + text.hashCode());
                await().atMost(PATIENCE).until(() -> route.heard().toString().contains("label" + text.hashCode()));
                assertThat(route.heard()).noneMatch(line -> line.startsWith("message") || line.startsWith("flags 2"));
            }
        }
    }
}
