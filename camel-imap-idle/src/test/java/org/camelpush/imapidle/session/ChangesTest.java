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
}
