package org.camelpush.imapidle.session;

import java.util.List;
import java.util.Set;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a route hears of beyond mails. */
class ChangesTest {

    private final SessionScript session =
            new SessionScript(new TestSettings().events(true, true, true, true).build());

    private void idleWithThree() {
        session.start(new Cursor(7, 13, new UidSet())).select(3, 14);
        session.says("* 1 FETCH (UID 11)", "* 2 FETCH (UID 12)", "* 3 FETCH (UID 13)");
        session.answers("OK done").says("+ idling");
        session.told().clear();
    }

    private List<String> told() {
        return session.told().stream()
                .map(event -> event.kind() + " " + event.uid() + " " + Set.copyOf(event.flags()))
                .toList();
    }

    @Test
    void flagsWithoutIdentifierAreOfTheMailOfThatNumber() {
        idleWithThree();
        session.says("* 2 FETCH (FLAGS (\\Flagged \\Recent))", "* 2 FETCH (FLAGS (\\Flagged))");
        assertThat(told()).containsExactly("FLAGS 12 [\\Flagged]");
    }

    @Test
    void whatIsExpungedIsToldByItsIdentifierAndTheNumbersMoveDown() {
        idleWithThree();
        session.says("* 1 EXPUNGE", "* 1 EXPUNGE", "* 1 FETCH (FLAGS (\\Seen))");
        assertThat(told()).containsExactly("EXPUNGED 11 []", "EXPUNGED 12 []", "FLAGS 13 [\\Seen]");
    }

    @Test
    void aNumberThatCannotBeTellsNothing() {
        idleWithThree();
        session.says("* 9 EXPUNGE", "* 0 EXPUNGE");
        assertThat(told()).isEmpty();
    }

    @Test
    void theFlagsOfAMailThatTheRouteHasNotYetComeAfterIt() {
        session.start(new Cursor(7, 13, new UidSet())).select(0, 14);
        session.answers("OK done").says("+ idling");
        session.says("* 2 EXISTS").answersAtOnce("OK done");
        session.mail(1, 14).mail(2, 15).answersAtOnce("OK done");
        session.says("* 2 FETCH (UID 15 FLAGS (\\Flagged))");
        session.told().clear();
        session.delivers(14L).acknowledge(14).delivers(14L, 15L);
        assertThat(told()).containsExactly("FLAGS 15 [\\Flagged]");
    }

    @Test
    void whatOlderFlagsASlowServerRepeatsIsNoNews() {
        FlagStates states = new FlagStates();
        states.put(5, 20, Set.of("\\Seen"));
        assertThat(states.isNews(5, 19, Set.of())).isFalse();
        assertThat(states.isNews(5, 20, Set.of("\\Seen", "\\Recent"))).isFalse();
        assertThat(states.isNews(5, 21, Set.of())).isTrue();
        assertThat(states.isNews(5, 0, Set.of())).isTrue();
    }

    @Test
    void aFlagOfOursIsNoNewsWhetherItIsSaidBeforeOrAfterTheAnswer() {
        FlagStates states = new FlagStates();
        states.put(5, 0, Set.of());
        states.storing(UidSet.of(5, 6), "\\Seen");
        assertThat(states.isNews(5, 0, Set.of("\\Seen"))).isFalse();
        assertThat(states.isNews(5, 0, Set.of())).isFalse();
        states.stored(UidSet.of(5));
        assertThat(states.isNews(5, 0, Set.of("\\Seen"))).isFalse();
        assertThat(states.isNews(5, 0, Set.of())).isTrue();
    }

    @Test
    void flagsAreRememberedOfSoManyMailsAndNoMore() {
        FlagStates states = new FlagStates();
        for (int uid = 1; uid <= FlagStates.LIMIT + 1; uid++) {
            states.put(uid, 0, Set.of());
        }
        assertThat(states.isNews(1, 0, Set.of())).isTrue();
        assertThat(states.isNews(2, 0, Set.of())).isFalse();
    }

    @Test
    void aFolderOfMoreGapsThanAreKeptIsFollowedNoMore() {
        KnownMails known = new KnownMails();
        UidSet found = new UidSet();
        for (long i = 1; i <= KnownMails.MAX_RANGES + 1; i++) {
            found.add(2 * i);
        }
        known.are(1, found.max(), found);
        assertThat(known.areTooMany()).isTrue();
        assertThat(known.isDue(found.max() + 9)).isFalse();
        known.came(3);
        known.followed(1, UidSet.of(1), 0);
        assertThat(known.at(1)).isZero();
        known.clear();
        assertThat(known.areTooMany()).isFalse();
    }

    @Test
    void vanishedFromAServerThatWasNotAskedMeansNothing() {
        idleWithThree();
        session.says("* VANISHED 1:4294967295");
        assertThat(told()).isEmpty();
    }

    @Test
    void everythingVanishedIsOneEntryAndOnlyWhatWasKnown() {
        KnownMails known = new KnownMails();
        known.are(1, 20, UidSet.parse("3:9,12"));
        UidSet all = new UidSet();
        all.addRange(1, 4_294_967_295L);
        assertThat(known.vanished(all)).hasToString("3:9,12");
        assertThat(known.vanished(all).isEmpty()).isTrue();
    }

    @Test
    void aFullQueueSaysThatEventsWereDropped() {
        EventQueue queue = new EventQueue("INBOX");
        Ledger ledger = new Ledger(TestSettings.defaults());
        for (int i = 0; i <= EventQueue.LIMIT; i++) {
            queue.flags(7, i + 1, 0, Set.of());
        }
        MailEvent last = null;
        for (int i = 0; i <= EventQueue.LIMIT; i++) {
            last = queue.next(ledger).orElseThrow();
            queue.ended();
        }
        assertThat(last.kind()).isEqualTo(MailEvent.Kind.MISSED);
        assertThat(queue.isIdle()).isTrue();
    }

    /** Its numbers are the new ones, and the ledger still has the old ones. */
    @Test
    void whatIsToldWhileAFolderIsNumberedAnewIsNotOfTheOldNumbers() {
        idleWithThree();
        session.lose();
        session.after(session.timer(SessionTimer.STATE)).login("").selected(8, 3, 14);
        session.says("* 2 FETCH (UID 12 FLAGS (\\Flagged))", "* SEARCH").answers("OK done");
        assertThat(told()).noneMatch(event -> event.startsWith("FLAGS"));
        assertThat(session.told()).last().extracting(MailEvent::uidValidity).isEqualTo(8L);
    }

    /** The FETCH that brought it was cut off, so that it is beyond what is settled. */
    @Test
    void whatChangesOfAMailThatCameLastIsAskedForToo() {
        session.start(new Cursor(7, 13, new UidSet()));
        qresync("* OK [HIGHESTMODSEQ 40] ok")
                .says("+ idling")
                .says("* 4 EXISTS")
                .answers("OK done");
        session.says("* 4 FETCH (UID 14 FLAGS () MODSEQ (41) BODY[] \"\")").acknowledge(14);
        session.delivers(14L).lose();
        session.after(session.timer(SessionTimer.STATE)).forget();
        qresync("* OK [HIGHESTMODSEQ 42] ok", "* 4 FETCH (UID 14 FLAGS (\\Flagged) MODSEQ (42))");
        assertThat(session.sentLines()).contains("SELECT \"INBOX\" (QRESYNC (7 40 1:14))");
        assertThat(told()).contains("FLAGS 14 [\\Flagged]");
    }

    private SessionScript qresync(String... told) {
        session.login(" ENABLE CONDSTORE QRESYNC");
        session.says("* ENABLED QRESYNC").answers("OK enabled");
        return session.selected(7, 3, 14, told).answers("OK done");
    }
}
