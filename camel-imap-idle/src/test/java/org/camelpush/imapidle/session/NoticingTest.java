package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** How new mail is noticed and fetched; the numbers are those of the failure cases of a push consumer. */
class NoticingTest {

    private final SessionScript session = new SessionScript();

    @Test
    void bringsAnAnnouncedMailToTheRouteAndIdlesAgain() {
        session.idleWith(3).says("* 4 EXISTS").sends("DONE");
        session.answers("OK done").sends(fetch("4:67"));
        session.mail(4, 4).delivers(4L);
        session.answers("OK fetched").sends("IDLE").saves("7 4 4");
        session.says("+ idling").acknowledge(4).saves("7 4 -").sends("DONE");
        session.answers("OK done").sends("UID STORE 4 +FLAGS.SILENT (\\Seen)");
        session.answers("OK stored").sends("IDLE");
    }

    @Test
    void case01_mailBetweenSelectAndIdleIsFetchedBeforeIdle() {
        session.start(new Cursor(7, 3, new UidSet())).select(4, 5);
        session.forget().says("* SEARCH 4").answers("OK found").sends(fetch("4"));
    }

    @Test
    void case01_existsThatComesTwiceWhileSelectingMakesALook() {
        session.start(new Cursor(7, 3, new UidSet())).connect();
        session.says("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hello").forget();
        session.says("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 4] ok", "* 4 EXISTS");
        session.answers("OK selected").sends("UID SEARCH UID 4:*");
    }

    @Test
    void case05_arrivalAndExpungeInOneWindowAreFoundThoughTheCountIsTheSame() {
        session.idleWith(3).says("* 2 EXPUNGE").sendsNothing();
        session.says("* 3 EXISTS").sends("DONE");
        session.answers("OK done").sends(fetch("4:67")).mail(3, 4).answers("OK fetched");
        session.delivers(4L).sends("IDLE");
    }

    @Test
    void case05_theSameCountWithoutExpungeMakesOneLookAndNoMore() {
        session.idleWith(3).says("* 3 EXISTS").sends("DONE");
        session.answers("OK done").sends("UID SEARCH UID 4:*");
        session.says("* SEARCH 3").answers("OK found").sends("IDLE");
        session.says("+ idling", "* 3 EXISTS", "* 3 EXISTS").sendsNothing();
    }

    @Test
    void case06_afterABurstOfExpungesOnlyTheNewMailIsDelivered() {
        session.idleWith(3).says("* 1 EXPUNGE", "* 1 EXPUNGE", "* 1 EXPUNGE", "* 0 EXISTS");
        session.is(SessionPhase.IDLE).sends("DONE");
        session.answers("OK done")
                .sends("UID SEARCH UID 4:*")
                .says("* SEARCH")
                .answers("OK found")
                .sends("IDLE");
        session.says("+ idling", "* 1 EXISTS").sends("DONE").answers("OK done").sends(fetch("4:67"));
        session.mail(1, 9).answers("OK fetched").delivers(9L);
    }

    @Test
    void case07_expungeOfAnUnknownNumberMakesALookAndBreaksNothing() {
        session.idleWith(3).says("* 8 EXPUNGE").sends("DONE").answers("OK done");
        session.sends("UID SEARCH UID 4:*").says("* SEARCH").answers("OK found").sends("IDLE");
        session.says("+ idling", "* 4 EXISTS").sends("DONE").answers("OK done").sends(fetch("4:67"));
    }

    @Test
    void case07_anExistsThatIsLowerThanBeforeMakesALook() {
        session.idleWith(3).says("* 2 EXISTS").sends("DONE").answers("OK done").sends("UID SEARCH UID 4:*");
    }

    @Test
    void case07_fetchOfAnUnknownMailIsReleasedAndMakesALook() {
        session.idleWith(3).mail(9, 2).sends("DONE").delivers();
        assertThat(session.body(2).releases()).isEqualTo(1);
    }

    @Test
    void case08_expungeDuringFetchMakesASearchAndLosesNothing() {
        session.idleWith(3).says("* 5 EXISTS").answers("OK done").forget();
        session.mail(4, 4).says("* 1 EXPUNGE").mail(4, 5).answers("OK fetched").sends("UID SEARCH UID 4:*");
        session.says("* SEARCH 4 5").answers("OK found").sends("IDLE").delivers(4L);
        session.acknowledge(4).delivers(4L, 5L);
    }

    @Test
    void aMailThatComesAfterTheSearchLineIsNotTakenForKnown() {
        session.idleWith(3).says("* 3 EXISTS").answers("OK done").forget();
        session.says("* SEARCH 3", "* 1 EXPUNGE", "* 3 EXISTS")
                .answers("OK found")
                .sends(fetch("4:67"));
    }

    @Test
    void case44_announcementsThatBringNothingAreLookedAtMoreSlowlyEachTime() {
        session.idleWith(3);
        for (int i = 0; i < 3; i++) {
            session.says("* 9 EXPUNGE")
                    .answers("OK done")
                    .says("* SEARCH")
                    .answers("OK found")
                    .says("+ idling");
        }
        session.forget().says("* 9 EXPUNGE").sendsNothing();
        session.after(Duration.ofMillis(999)).sendsNothing();
        session.after(Duration.ofMillis(1))
                .sends("DONE")
                .answers("OK done")
                .says("* SEARCH")
                .answers("OK found");
        assertThat(session.timer(SessionTimer.RECONCILE)).hasSeconds(2);
    }

    @Test
    void case44_aMailAnnouncedAndGoneAtOnceMakesOneFetchAndOneSearch() {
        session.idleWith(3).says("* 4 EXISTS").sends("DONE").answers("OK done").sends(fetch("4:67"));
        session.answers("OK fetched")
                .sends("UID SEARCH UID 4:*")
                .answers("OK found")
                .sends("IDLE");
    }

    @Test
    void aGapInTheIdentifiersWiderThanTheWindowIsCrossedByASearch() {
        session.idleWith(3)
                .says("* 4 EXISTS")
                .answers("OK done")
                .answers("OK fetched")
                .forget();
        session.says("* SEARCH 5000")
                .answers("OK found")
                .sends(fetch("5000"))
                .mail(4, 5000)
                .answers("OK fetched");
        session.delivers(5000L).sends("IDLE").saves("7 5000 5000");
    }

    @Test
    void anAnnouncedMailLeftOutWhileALaterOneCameIsLookedFor() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").forget();
        session.says("* 5 EXISTS").mail(5, 5).answers("OK fetched").sends("UID SEARCH UID 4:*");
        session.says("* SEARCH 4 5").answers("OK found").sends(fetch("4"));
        assertThat(session.snapshot().high()).isEqualTo(5);
    }

    @Test
    void mailThatComesDuringTheFetchIsFetchedNextWithoutASearch() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").forget();
        session.mail(4, 4).says("* 5 EXISTS").answers("OK fetched").sends(fetch("5:67"));
    }

    @Test
    void aMailThatIsSentTwiceIsTakenOnce() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").mail(4, 4);
        TestBody first = session.body(4);
        session.mail(4, 4).delivers(4L);
        assertThat(first.releases()).isZero();
        assertThat(session.body(4).releases()).isEqualTo(1);
    }

    @Test
    void aMailMarkedAsDeletedIsNotDelivered() {
        session.idleWith(3)
                .says("* 4 EXISTS")
                .answers("OK done")
                .mail(4, 4, "\\Deleted")
                .answers("OK fetched");
        session.feed(new SessionInput.CursorSaved()).delivers().saves("7 4 -");
        assertThat(session.body(4).releases()).isEqualTo(1);
    }

    @Test
    void aMailTellsWhenItWasAnnounced() {
        session.idleWith(3).after(Duration.ofMinutes(1)).says("* 4 EXISTS").after(Duration.ofSeconds(2));
        session.answers("OK done").mail(4, 4).delivers(4L);
        assertThat(session.mails().get(0).noticedAt())
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void aMailThatNobodyAnnouncedWasNoticedWhenItWasLookedFor() {
        session.idleWith(3).after(Duration.ofMinutes(9)).answers("OK done").says("+ idling");
        session.after(Duration.ofMinutes(6))
                .answers("OK done")
                .says("* SEARCH 4")
                .answers("OK found")
                .mail(4, 4);
        assertThat(session.mails().get(0).noticedAt())
                .isEqualTo(Duration.ofMinutes(15).toNanos());
    }

    @Test
    void anExpungeDuringTheFetchIsCounted() {
        session.idleWith(3)
                .says("* 4 EXISTS")
                .answers("OK done")
                .mail(4, 4)
                .says("* 1 EXPUNGE")
                .answers("OK fetched");
        session.says("* SEARCH 4").answers("OK found").says("+ idling").forget();
        session.says("* 4 EXISTS").sends("DONE").answers("OK done").sends(fetch("5:67"));
    }
}
