package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** Where a session begins, and where it goes on. */
class PositioningTest {

    private static SessionScript session(StartFrom from) {
        return new SessionScript(new TestSettings().startFrom(from).build());
    }

    private static final AfterDelivery NOTHING = new AfterDelivery(false, false, null, null, null);
    private static final AfterDelivery SEEN = new AfterDelivery(true, false, null, null, null);
    private static final AfterDelivery MOVED = new AfterDelivery(false, false, null, "Done", null);
    private static final AfterDelivery DELETED = new AfterDelivery(false, true, null, null, null);

    @Test
    void beginsWithUnseenMail() {
        session(StartFrom.UNSEEN).start(null).select(5, 10);
        SessionScript session = session(StartFrom.UNSEEN);
        session.start(null)
                .select(5, 10)
                .forget()
                .says("* SEARCH 2 3")
                .answers("OK found")
                .sends(fetch("2:3"));
        session.saves("7 9 2:3");
    }

    @Test
    void searchesForWhatIsWanted() {
        assertThat(firstSearch(StartFrom.UNSEEN)).isEqualTo("UID SEARCH UID 1:9 UNSEEN UNDELETED");
        assertThat(firstSearch(StartFrom.ALL)).isEqualTo("UID SEARCH UID 1:9 UNDELETED");
        assertThat(firstSearch(StartFrom.NEW)).isEqualTo("IDLE");
    }

    private static String firstSearch(StartFrom from) {
        SessionScript session = session(from).start(null).select(5, 10);
        return session.sentLines().get(session.sentLines().size() - 1);
    }

    @Test
    void newMailIsWhatComesFromNowOn() {
        SessionScript session = session(StartFrom.NEW)
                .start(null)
                .select(5, 10)
                .says("+ idling")
                .saves("7 9 -");
        session.forget().says("* 6 EXISTS").answers("OK done").mail(6, 10).delivers(10L);
    }

    @Test
    void anEmptyFolderNeedsNoSearch() {
        session(StartFrom.ALL).start(null).select(0, 1).saves("7 0 -");
    }

    @Test
    void case28_withoutUidNextTheHighestIdentifierIsAskedFor() {
        SessionScript session = withoutUidNext(session(StartFrom.UNSEEN), 5).sends("UID SEARCH UID *");
        session.says("* SEARCH 9").answers("OK found").sends("UID SEARCH UID 1:9 UNSEEN UNDELETED");
        session.says("* SEARCH 3 12").answers("OK found").sends(fetch("3")).saves("7 9 3");
    }

    @Test
    void case28_whenTheHighestIsGoneJustThenAllAreAskedFor() {
        SessionScript session = withoutUidNext(session(StartFrom.UNSEEN), 5).sends("UID SEARCH UID *");
        session.says("* SEARCH").answers("OK found").sends("UID SEARCH UID 1:*");
        session.says("* SEARCH 2 8").answers("OK found").sends("UID SEARCH UID 1:8 UNSEEN UNDELETED");
    }

    @Test
    void case28_whenAllAreGoneJustThenItBeginsAtTheBeginning() {
        SessionScript session =
                withoutUidNext(session(StartFrom.UNSEEN), 1).answers("OK found").answers("OK found");
        session.saves("7 0 -").says("+ idling").is(SessionPhase.IDLE);
    }

    @Test
    void case28_withoutUidNextAnEmptyFolderHasNoHighestIdentifier() {
        withoutUidNext(session(StartFrom.UNSEEN), 0).sends("IDLE").saves("7 0 -");
    }

    @Test
    void case28_withoutUidNextEveryReconnectLooksAndIgnoresTheOldMailOfNStar() {
        SessionScript session = new SessionScript();
        session.start(new Cursor(7, 9, new UidSet()));
        select(session, 5).sends("UID SEARCH UID 10:*");
        session.says("* SEARCH 9").answers("OK found").sends("IDLE");
    }

    private static SessionScript withoutUidNext(SessionScript session, long exists) {
        return select(session.start(null), exists);
    }

    private static SessionScript select(SessionScript session, long exists) {
        session.connect().says("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hello").forget();
        return session.says("* " + exists + " EXISTS", "* OK [UIDVALIDITY 7] ok")
                .answers("OK selected");
    }

    @Test
    void aRefusedSearchEndsTheConnection() {
        session(StartFrom.ALL).start(null).select(5, 10).answers("NO no").is(SessionPhase.BACKING_OFF);
    }

    @Test
    void aKnownPositionGoesOnWithWhatIsPending() {
        SessionScript session = new SessionScript();
        session.start(Cursor.parse("7 9 2,4:5")).select(9, 10);
        assertThat(session.sentLines()).last().isEqualTo(fetch("2,4:5"));
    }

    @Test
    void case27_afterANewNumberingOneEventIsToldAndProcessedMailIsNotRepeated() {
        SessionScript session = new SessionScript();
        session.start(Cursor.parse("6 90 80:85")).select(5, 10);
        assertThat(session.sentLines()).last().isEqualTo("UID SEARCH UID 1:9 UNSEEN UNDELETED");
        session.says("* SEARCH 4").answers("OK found").saves("7 9 4");
        SessionEvent.MailboxReset reset = session.lastEvent(SessionEvent.MailboxReset.class);
        assertThat(reset.oldUidValidity()).isEqualTo(6);
        assertThat(reset.newUidValidity()).isEqualTo(7);
        assertThat(session.snapshot().counters().resets()).isEqualTo(1);
        assertThat(session.events())
                .filteredOn(SessionEvent.MailboxReset.class::isInstance)
                .hasSize(1);
    }

    @Test
    void case27_whatTellsWhichMailWasProcessedDependsOnWhatHappensToIt() {
        assertThat(afterReset(StartFrom.UNSEEN, NOTHING)).isEqualTo("IDLE");
        assertThat(afterReset(StartFrom.UNSEEN, SEEN)).contains("UNSEEN UNDELETED");
        assertThat(afterReset(StartFrom.UNSEEN, MOVED)).contains("UNSEEN UNDELETED");
        assertThat(afterReset(StartFrom.ALL, NOTHING)).isEqualTo("IDLE");
        assertThat(afterReset(StartFrom.ALL, SEEN)).contains("UNSEEN UNDELETED");
        assertThat(afterReset(StartFrom.ALL, MOVED)).endsWith("UID 1:9 UNDELETED");
        assertThat(afterReset(StartFrom.ALL, DELETED)).endsWith("UID 1:9 UNDELETED");
        assertThat(afterReset(StartFrom.NEW, SEEN)).isEqualTo("IDLE");
    }

    private static String afterReset(StartFrom from, AfterDelivery after) {
        SessionScript session = new SessionScript(
                new TestSettings().startFrom(from).after(after).build());
        session.start(Cursor.parse("6 90 -")).select(5, 10);
        return session.sentLines().get(session.sentLines().size() - 1);
    }

    @Test
    void case27_whenAskedTheBeginningDecidesAgain() {
        assertThat(replayed(StartFrom.ALL)).endsWith("UID 1:9 UNDELETED");
        assertThat(replayed(StartFrom.UNSEEN)).contains("UID 1:9 UNSEEN UNDELETED");
    }

    private static String replayed(StartFrom from) {
        SessionScript session = new SessionScript(new TestSettings()
                .startFrom(from)
                .replayAfterReset()
                .changesNothing()
                .build());
        session.start(Cursor.parse("6 90 -")).select(5, 10);
        return session.sentLines().get(session.sentLines().size() - 1);
    }

    @Test
    void case27_inAReadOnlyFolderNothingTellsWhatWasProcessed() {
        SessionScript session = new SessionScript();
        session.start(Cursor.parse("6 90 -"))
                .connect()
                .says("* PREAUTH [CAPABILITY IDLE] hello")
                .forget();
        session.says("* 5 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 10] ok")
                .answers("OK [READ-ONLY] ok");
        session.sends("IDLE");
    }

    @Test
    void case27_mailInTheRouteWhenTheFolderIsNumberedAnewStillFillsItAndIsNotSettled() {
        SessionScript session = new SessionScript();
        session.idleWith(3)
                .says("* 5 EXISTS")
                .answers("OK done")
                .mail(4, 4)
                .mail(5, 5)
                .delivers(4L);
        session.says("* BYE")
                .after(java.time.Duration.ofSeconds(4))
                .connect()
                .says("* PREAUTH [CAPABILITY IDLE] hello");
        session.says("* 5 EXISTS", "* OK [UIDVALIDITY 8] ok", "* OK [UIDNEXT 6] ok")
                .answers("OK selected");
        session.says("* SEARCH 1")
                .answers("OK found")
                .mail(1, 1)
                .answers("OK fetched")
                .says("+ idling")
                .delivers(4L);
        assertThat(session.body(5).releases()).isEqualTo(1);
        assertThat(session.snapshot().inFlight()).isEqualTo(1);
        session.forget().acknowledge(4).delivers(4L, 1L).sendsNothing();
        assertThat(session.snapshot().counters().acknowledged()).isZero();
    }
}
