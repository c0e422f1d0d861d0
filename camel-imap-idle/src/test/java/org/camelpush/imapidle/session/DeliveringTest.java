package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** Mails on their way to the route and back. */
class DeliveringTest {

    private final SessionScript session = new SessionScript();

    /** A session that has fetched mails from 4 on, so many. */
    private static SessionScript fetched(SessionScript session, int count) {
        session.idleWith(3).says("* " + (3 + count) + " EXISTS").answers("OK done");
        for (int i = 4; i < 4 + count; i++) {
            session.mail(i, i);
        }
        return session.answers("OK fetched").says("+ idling").forget();
    }

    @Test
    void deliversOneAfterTheOtherInOrder() {
        fetched(session, 3)
                .delivers(4L)
                .acknowledge(4)
                .delivers(4L, 5L)
                .acknowledge(5)
                .delivers(4L, 5L, 6L);
        assertThat(session.snapshot().counters().delivered()).isEqualTo(3);
        assertThat(session.snapshot().counters().acknowledged()).isEqualTo(2);
    }

    @Test
    void deliversAsManyAtOnceAsTheRouteTakes() {
        SessionScript wide = fetched(
                        new SessionScript(new TestSettings().maxInFlight(2).build()), 3)
                .delivers(4L, 5L);
        assertThat(wide.snapshot().inFlight()).isEqualTo(2);
        assertThat(wide.snapshot().waiting()).isEqualTo(1);
        wide.acknowledge(5).delivers(4L, 5L, 6L).saves("7 6 4,6");
    }

    @Test
    void aMailSaysWhereItIsFrom() {
        long noticedAt = session.now();
        fetched(session, 1);
        PushedMail mail = session.mails().get(0);
        assertThat(mail.folder()).isEqualTo("INBOX");
        assertThat(mail.uidValidity()).isEqualTo(7);
        assertThat(mail.attempt()).isEqualTo(1);
        assertThat(mail.noticedAt()).isEqualTo(noticedAt);
    }

    @Test
    void case30_aMailFillsTheRouteUntilItsPositionIsKeptSoThatACrashRepeatsNoMore() {
        fetched(session, 2).feed(new SessionInput.CursorSaved());
        session.feed(new SessionInput.Acknowledged(7, 4, true)).saves("7 5 5").delivers(4L);
        session.feed(new SessionInput.CursorSaved()).delivers(4L, 5L);
    }

    @Test
    void case30_aPositionThatWasOnItsWayBeforeTheMailWasDoneDoesNotCount() {
        fetched(session, 2).feed(new SessionInput.Acknowledged(7, 4, true)).saves("7 5 4:5");
        session.feed(new SessionInput.CursorSaved()).saves("7 5 5").delivers(4L);
        session.feed(new SessionInput.CursorSaved()).delivers(4L, 5L);
    }

    @Test
    void theSameAnswerTwiceCountsOnce() {
        fetched(session, 2).acknowledge(4).acknowledge(4).delivers(4L, 5L);
        assertThat(session.snapshot().counters().acknowledged()).isEqualTo(1);
        assertThat(session.snapshot().inFlight()).isEqualTo(1);
    }

    @Test
    void case30_aMailThatWasNotAcknowledgedBeforeTheProcessDiedComesAgainOnce() {
        fetched(session, 2).acknowledge(4).saves("7 5 5");
        SessionScript next = new SessionScript();
        next.start(Cursor.parse("7 5 5")).select(5, 6).forget();
        next.sendsNothing();
        next.mail(5, 5).answers("OK fetched").delivers(5L).acknowledge(5).saves("7 5 -");
    }

    @Test
    void case31_aMailThatFailsComesAgainAndTheOthersGoOn() {
        fetched(session, 2).fail(4).delivers(4L, 5L).saves("7 5 4:5");
        assertThat(session.snapshot().parked()).isEqualTo(1);
        session.acknowledge(5).sends("DONE").answers("OK done");
        session.sends("UID STORE 5 +FLAGS.SILENT (\\Seen)")
                .answers("OK stored")
                .sends("IDLE")
                .says("+ idling");
        session.after(Duration.ofMillis(4_999))
                .sendsNothing()
                .after(Duration.ofMillis(1))
                .sends("DONE");
        session.answers("OK done").sends(fetch("4")).mail(4, 4).delivers(4L, 5L, 4L);
        assertThat(session.mails().get(2).attempt()).isEqualTo(2);
        session.acknowledge(4).saves("7 5 -");
    }

    @Test
    void case31_aMailThatFailsTooOftenIsGivenUpAndPutAside() {
        AfterDelivery after = new AfterDelivery(true, false, null, null, "Dead");
        SessionScript strict =
                new SessionScript(new TestSettings().after(after).maxAttempts(1).build());
        fetched(strict, 1)
                .fail(4)
                .saves("7 4 -")
                .sends("DONE")
                .answers("OK done")
                .sends("UID MOVE 4 \"Dead\"");
        assertThat(strict.lastEvent(SessionEvent.DeliveryGivenUp.class).uid()).isEqualTo(4);
        assertThat(strict.lastEvent(SessionEvent.DeliveryGivenUp.class).attempts())
                .isEqualTo(1);
        assertThat(strict.snapshot().counters().givenUp()).isEqualTo(1);
        assertThat(strict.snapshot().counters().failed()).isEqualTo(1);
    }

    @Test
    void case31_aFailedMailThatIsGoneWhenItIsDueIsDoneWith() {
        fetched(session, 1)
                .fail(4)
                .after(Duration.ofSeconds(5))
                .answers("OK done")
                .forget();
        session.answers("OK nothing")
                .sends("UID SEARCH UID 4")
                .says("* SEARCH")
                .answers("OK found")
                .saves("7 4 -");
    }

    @Test
    void case34_aMailThatSomebodyHasReadIsStillDelivered() {
        session.idleWith(3)
                .says("* 4 EXISTS")
                .answers("OK done")
                .mail(4, 4, "\\Seen")
                .delivers(4L);
    }

    @Test
    void case09_ofSeveralMailsTheOthersAreDeliveredWhenOneIsGone() {
        session.start(new Cursor(7, 3, new UidSet()))
                .select(6, 7)
                .says("* SEARCH 4 5 6")
                .answers("OK found")
                .forget();
        session.mail(4, 4).mail(5, 6).answers("NO Some of the requested messages no longer exist");
        session.sends("UID SEARCH UID 5")
                .says("* SEARCH")
                .answers("OK found")
                .saves("7 6 4:6")
                .acknowledge(4);
        session.acknowledge(6).saves("7 6 -").delivers(4L, 6L);
    }

    @Test
    void aMailThatTheServerWithholdsIsAskedForAgainAndNeverGivenUp() {
        SessionScript strict =
                new SessionScript(new TestSettings().maxAttempts(1).build());
        strict.start(new Cursor(7, 3, new UidSet()))
                .select(4, 5)
                .says("* SEARCH 4")
                .answers("OK found");
        Duration wait = Duration.ofSeconds(5);
        for (int i = 0; i < 3; i++) {
            strict.forget()
                    .answers("OK nothing")
                    .sends("UID SEARCH UID 4")
                    .says("* SEARCH 4")
                    .answers("OK found");
            assertThat(strict.timer(SessionTimer.REDELIVERY)).isEqualTo(wait);
            strict.says("+ idling").after(wait).answers("OK done");
            wait = wait.multipliedBy(2);
        }
        strict.forget().mail(4, 4).delivers(4L);
        assertThat(strict.mails().get(0).attempt()).isEqualTo(1);
    }

    @Test
    void aRefusedSearchForMissingMailsEndsTheConnectionAndForgetsNone() {
        session.start(new Cursor(7, 3, new UidSet()))
                .select(4, 5)
                .says("* SEARCH 4")
                .answers("OK found");
        session.answers("OK nothing").answers("NO not now").is(SessionPhase.BACKING_OFF);
        session.after(Duration.ofSeconds(4)).select(4, 5).forget().sendsNothing();
        session.says("* SEARCH 4").answers("OK found").is(SessionPhase.SYNCHRONIZING);
    }

    @Test
    void positionsAreSavedOneAtATimeAndTheLastOneInTheEnd() {
        SessionScript wide =
                fetched(new SessionScript(new TestSettings().maxInFlight(2).build()), 2);
        wide.feed(new SessionInput.Acknowledged(7, 4, true)).feed(new SessionInput.Acknowledged(7, 5, true));
        wide.saves("7 5 4:5").feed(new SessionInput.CursorSaved()).saves("7 5 -");
    }
}
