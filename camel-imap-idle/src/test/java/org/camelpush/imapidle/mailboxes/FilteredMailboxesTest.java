package org.camelpush.imapidle.mailboxes;

import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.mail.search.AndTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;

import org.apache.camel.component.mail.SearchTermBuilder;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many mailboxes on one endpoint, each of which says which of its mails it wants. */
class FilteredMailboxesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AndTerm EVERYTHING = new AndTerm(new SearchTerm[0]);

    private final MailboxesByUser mailboxes = new MailboxesByUser();
    private final RouteFixture route = new RouteFixture().keepExchanges();
    private final AtomicReference<MailboxSource> accounts = new AtomicReference<>(List::of);
    private final AtomicInteger asked = new AtomicInteger();
    private ScriptedImapServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedImapServer.of(mailboxes).withoutTranscript().start();
        route.registry().bind("accounts", (MailboxSource) () -> {
            asked.incrementAndGet();
            return accounts.get().mailboxes();
        });
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    private void accounts(MailboxAccount... now) {
        accounts.set(() -> List.of(now));
    }

    private void start(String options) {
        route.start("imap-idle:127.0.0.1:" + server.port() + "?mailboxes=#accounts&mailboxesRefresh=100&startTls=false"
                + "&password=" + RouteFixture.PASSWORD + options);
    }

    private void awaitWatched(int count) {
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getWatchedMailboxes() == count && mailboxes.idling() == count);
    }

    private void deliver(String user, String... subjects) {
        for (String subject : subjects) {
            mailboxes.mailbox(user).deliver(TestMails.plain(subject, "body"));
        }
    }

    private void awaitReceived(String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.exchanges().stream()
                        .map(exchange -> exchange.getIn().getHeader(ImapIdleConstants.ACCOUNT) + ": "
                                + exchange.getIn().getHeader("Subject")))
                .containsExactlyInAnyOrder(expected));
    }

    @Test
    void eachGetsOnlyWhatItWantsAndTheOthersWhatTheEndpointWants() {
        SimpleSearchTerm orders = new SimpleSearchTerm();
        orders.setSubjectOrBody("order");
        accounts(
                MailboxAccount.of("alice").searchTerm(new SubjectTerm("bill")),
                MailboxAccount.of("bob").searchTerm(orders),
                MailboxAccount.of("carol").searchTerm("subject", "offer").searchTerm("fromReceivedDate", "now-24h"),
                MailboxAccount.of("dave"),
                MailboxAccount.of("erin").searchTerm(EVERYTHING));
        start("&searchTerm.subject=news");
        awaitWatched(5);
        for (String user : List.of("alice", "bob", "carol", "dave", "erin")) {
            deliver(user, "a bill", "an order", "an offer", "the news");
        }
        awaitReceived(
                "alice: a bill",
                "bob: an order",
                "carol: an offer",
                "dave: the news",
                "erin: a bill",
                "erin: an order",
                "erin: an offer",
                "erin: the news");
    }

    @Test
    void whoWantsSomethingElseIsConnectedAnewAndHasNothingTwice() {
        accounts(
                MailboxAccount.of("alice").searchTerm("subject", "bill"),
                MailboxAccount.of("bob").searchTerm("subject", "bill"));
        start("&markSeen=false");
        awaitWatched(2);
        deliver("alice", "a bill", "an order");
        awaitReceived("alice: a bill");
        accounts(
                MailboxAccount.of("alice").searchTerm("subject", "order"),
                MailboxAccount.of("bob").searchTerm("subject", "bill"));
        await().atMost(PATIENCE).until(() -> server.accepted() == 3);
        awaitWatched(2);
        deliver("alice", "another bill", "another order");
        awaitReceived("alice: a bill", "alice: another order");
        assertThat(server.accepted()).isEqualTo(3);
    }

    /** Sources make what they give anew each time; a date in it is another one each time, though the same day. */
    @Test
    void aTermThatIsMadeAnewEachTimeDisturbsNobody() {
        Date today = new Date();
        accounts.set(() -> List.of(
                MailboxAccount.of("alice").searchTerm("fromReceivedDate", "now-24h"),
                MailboxAccount.of("bob")
                        .searchTerm(new SearchTermBuilder()
                                .unseen()
                                .from(SearchTermBuilder.Op.or, "boss")
                                .build()),
                MailboxAccount.of("carol")
                        .searchTerm(new ReceivedDateTerm(
                                ComparisonTerm.GT,
                                new Date(today.getTime() / 60_000 * 60_000 + asked.get() % 60_000)))));
        start("");
        awaitWatched(3);
        int before = asked.get();
        await().atMost(PATIENCE).until(() -> asked.get() >= before + 5);
        awaitWatched(3);
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void termsThatCannotBeSearchedForAreNamedAndTheOthersGoOn() {
        accounts(MailboxAccount.of("alice"));
        start("");
        awaitWatched(1);
        accounts(
                MailboxAccount.of("alice").searchTerm("fromSentDate", "soon"),
                MailboxAccount.of("bob").searchTerm("colour\n", "red"),
                MailboxAccount.of("carol").searchTerm(new FromStringTerm("a\r\nA1 LOGOUT")),
                MailboxAccount.of("dave").searchTerm("UNSEEN", "perhaps"),
                MailboxAccount.of("erin").searchTerm("Subject", "hello"));
        awaitWatched(2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getStatusMessage())
                .contains(
                        "entry 1 (alice): its searchTerm holds a date that is not written",
                        "entry 2 (bob): its searchTerm holds a part colour?; there are body, from,",
                        "entry 3 (carol): its searchTerm holds a text with a control character",
                        "entry 4 (dave): its searchTerm holds an unseen that is neither true nor false"));
        deliver("alice", "still watched");
        deliver("erin", "hello", "nothing");
        awaitReceived("alice: still watched", "erin: hello");
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    @RequiresDovecot
    void aRealDovecotSearchesForEach() throws Exception {
        try (DovecotServer dovecot = DovecotServer.start()) {
            accounts(
                    MailboxAccount.of("fay").searchTerm("subject", "bill"),
                    MailboxAccount.of("gus").searchTerm("subject", "order"));
            dovecot.deliver("fay", TestMails.plain("an order", "body"));
            dovecot.deliver("fay", TestMails.plain("a bill", "body"));
            route.start("imap-idle:127.0.0.1:" + dovecot.port() + "?mailboxes=#accounts&startTls=false&password="
                    + dovecot.password());
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=2}"::equals);
            dovecot.deliver("gus", TestMails.plain("a bill", "body"));
            dovecot.deliver("gus", TestMails.plain("an order", "body"));
            awaitReceived("fay: a bill", "gus: an order");
        }
    }
}
