package org.camelpush.imapidle.selection;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;

import org.apache.camel.component.mail.SearchTermBuilder;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The option searchTerm: only what the server finds comes; each test has a user of its own. */
@RequiresDovecot
class SearchTermTest {

    private static DovecotServer dovecot;

    private final RouteFixture route = new RouteFixture();

    @BeforeAll
    static void startDovecot() throws Exception {
        dovecot = DovecotServer.start();
    }

    @AfterAll
    static void stopDovecot() throws Exception {
        dovecot.close();
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private static String uri(String user, String options) {
        return "imap-idle:127.0.0.1:" + dovecot.port() + "?startTls=false&username=" + user + "&password="
                + dovecot.password() + options;
    }

    private static void deliver(String user, String from, String subject) throws Exception {
        String mail = "From: " + from + "\r\nTo: a@example.org\r\nSubject: " + subject
                + "\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8"
                + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\nbody of " + subject + "\r\n";
        dovecot.deliver(user, mail.getBytes(UTF_8));
    }

    /** Delivers mails that are not wanted and one that is, before the route starts and after; only that comes each time. */
    private void onlyWantedComes(String user, String options, String from, String subject) throws Exception {
        deliver(user, "other@example.org", "nothing");
        deliver(user, from, subject);
        route.start(uri(user, options)).awaitIdle();
        route.awaitSubjects(subject);
        deliver(user, "other@example.org", "nothing");
        deliver(user, from, subject);
        route.awaitSubjects(subject, subject);
        deliver(user, "other@example.org", "nothing");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getAcknowledged())
                .isEqualTo(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dovecot.flagsOf(user, "INBOX").values())
                        .hasSize(5)
                        .filteredOn(flags -> flags.contains("\\Seen"))
                        .hasSize(2));
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void onlyMailsWithTheWordInTheirSubjectCome() throws Exception {
        onlyWantedComes("sara", "&searchTerm.subject=RAW(bill \"42\")", "x@example.org", "the bill \"42\"");
    }

    @Test
    void onlyMailsOfOneSenderCome() throws Exception {
        onlyWantedComes("fred", "&searchTerm.from=boss@example.org", "The Boss <boss@example.org>", "hello");
    }

    @Test
    void wordsBeyondAsciiAreFound() throws Exception {
        onlyWantedComes(
                "nora", "&searchTerm.subject=RAW(gr\u00f6\u00dfer)", "x@example.org", "=?utf-8?q?gr=C3=B6=C3=9Fer?=");
    }

    @Test
    void twoWordsBeyondAsciiAreFoundInOneSearch() throws Exception {
        route.registry()
                .bind(
                        "wanted",
                        new AndTerm(
                                new SubjectTerm("\u53f0\u5317"),
                                new OrTerm(
                                        new FromStringTerm("J\u00f6rg"), new NotTerm(new FromStringTerm("example")))));
        onlyWantedComes(
                "tina", "&searchTerm=#wanted", "=?utf-8?q?J=C3=B6rg?= <j@example.org>", "=?utf-8?b?5Y+w5YyX?= two");
    }

    @Test
    void aSearchTermOfCamelMailsBuilderIsTaken() throws Exception {
        SearchTerm wanted = new SearchTermBuilder()
                .unseen()
                .subject("report")
                .from(SearchTermBuilder.Op.or, "boss")
                .build();
        route.registry().bind("wanted", wanted);
        onlyWantedComes("bert", "&searchTerm=#bean:wanted", "boss@example.org", "hello");
    }

    @Test
    void aSimpleSearchTermIsTakenAsABean() throws Exception {
        SimpleSearchTerm wanted = new SimpleSearchTerm();
        wanted.setSubjectOrBody("report");
        route.registry().bind("wanted", wanted);
        onlyWantedComes("beth", "&searchTerm=#wanted", "x@example.org", "the report");
    }

    @Test
    void datesAreComparedByTheDay() throws Exception {
        deliver("dora", "x@example.org", "sent long ago");
        LocalDate soon = LocalDate.now().plusDays(3);
        try (RouteFixture future = new RouteFixture()) {
            future.start(uri("dora", "&markSeen=false&searchTerm.fromReceivedDate=RAW(" + soon + " 00:00:00)"))
                    .awaitIdle();
            assertThat(future.subjects()).isEmpty();
        }
        route.start(uri("dora", "&searchTerm.fromReceivedDate=now-24h&searchTerm.toSentDate=RAW(2026-11-03 00:00:00)"))
                .awaitSubjects("sent long ago");
    }

    @Test
    void aMailThatDoesNotMatchIsPassedForGood() throws Exception {
        deliver("paul", "x@example.org", "nothing");
        route.start(uri("paul", "&searchTerm.subject=bill")).awaitIdle();
        deliver("paul", "x@example.org", "nothing");
        Map<Long, Set<String>> mails = dovecot.flagsOf("paul", "INBOX");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        route.details().get("highestUid").toString())
                .isEqualTo(String.valueOf(mails.size())));
        assertThat(route.subjects()).isEmpty();
    }

    @Test
    void greenMailSearchesToo() {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("nothing");
            server.deliver("a bill");
            route.start(server.uri("&searchTerm.subject=bill")).awaitIdle();
            server.deliver("nothing");
            server.deliver("another bill");
            route.awaitSubjects("a bill", "another bill");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.mails("INBOX"))
                    .containsExactly("nothing", "a bill*", "nothing", "another bill*"));
        }
    }

    @Test
    void aTermThatOnlyAClientCanCheckIsRefusedAtTheStart() {
        route.registry()
                .bind(
                        "wanted",
                        new SearchTermBuilder()
                                .receivedNow(SearchTermBuilder.Comparison.GE, -1000)
                                .build());
        assertThatThrownBy(() -> route.start(uri("olga", "&searchTerm=#wanted")))
                .hasStackTraceContaining("Option searchTerm holds a org.apache.camel.component.mail.NowSearchTerm");
    }
}
