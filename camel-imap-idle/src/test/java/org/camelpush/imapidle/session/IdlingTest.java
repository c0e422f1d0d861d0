package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** What happens around IDLE; the numbers are those of the failure cases of a push consumer. */
class IdlingTest {

    private final SessionScript session = new SessionScript();

    @Test
    void idlesWhenThereIsNothingToDo() {
        session.start(new Cursor(7, 3, new UidSet())).select(3, 4).says("+ idling");
        session.is(SessionPhase.IDLE);
        SessionEvent.Ready ready = session.lastEvent(SessionEvent.Ready.class);
        assertThat(ready.push()).isTrue();
        assertThat(ready.attempts()).isZero();
        assertThat(ready.outage()).isZero();
    }

    @Test
    void case02_existsBetweenIdleAndPlusCountsAndDoneWaitsForThePlus() {
        session.start(new Cursor(7, 3, new UidSet())).select(3, 4).forget();
        session.says("* 4 EXISTS").sendsNothing();
        session.says("+ idling").sends("DONE");
        session.answers("OK done").sends(fetch("4:67"));
    }

    @Test
    void case03_existsBetweenDoneAndOkIsNotLostAndDoneIsSentOnce() {
        session.idleWith(3).after(Duration.ofMinutes(9)).sends("DONE");
        session.says("* 4 EXISTS").sendsNothing();
        session.answers("OK done").sends(fetch("4:67"));
    }

    @Test
    void case04_existsRightAfterThePlusIsActedOnAtOnce() {
        session.idleWith(3).forget().says("* 4 EXISTS").sends("DONE");
    }

    @Test
    void case13_stillHereIsLifeAndNothingElse() {
        session.idleWith(3).after(Duration.ofMinutes(2)).says("* OK Still here").sendsNothing();
        session.is(SessionPhase.IDLE);
        assertThat(session.snapshot().lastHeard()).isEqualTo(session.now());
    }

    @Test
    void case16_anIdleEndedUnaskedIsTakenUpAgainMoreSlowlyEachTime() {
        session.idleWith(3);
        session.answers("OK ended").sendsNothing().is(SessionPhase.POLLING);
        assertThat(session.timer(SessionTimer.STATE)).hasSeconds(1);
        session.after(Duration.ofSeconds(1)).sends("IDLE").says("+ idling").answers("OK ended");
        assertThat(session.timer(SessionTimer.STATE)).hasSeconds(2);
    }

    @Test
    void case16_anIdleThatLastedIsTakenUpAgainAtOnce() {
        session.idleWith(3).after(Duration.ofMinutes(2)).answers("OK ended").sends("IDLE");
    }

    @Test
    void case17_noToIdleMeansPolling() {
        refusedIdle("NO not today");
    }

    @Test
    void case17_badToIdleMeansPolling() {
        refusedIdle("BAD unknown command");
    }

    @Test
    void case17_okWithoutPlusMeansPolling() {
        refusedIdle("OK done");
    }

    private void refusedIdle(String answer) {
        session.start(new Cursor(7, 3, new UidSet())).select(3, 4).forget();
        session.answers(answer).sendsNothing().is(SessionPhase.POLLING);
        assertThat(session.snapshot().push()).isFalse();
        session.after(Duration.ofMinutes(1)).sends("UID SEARCH UID 4:*").is(SessionPhase.POLLING);
        session.says("* SEARCH 4").answers("OK found").sends(fetch("4"));
    }

    @Test
    void case18_withoutIdleInTheCapabilitiesTheFolderIsPolled() {
        session.start(new Cursor(7, 3, new UidSet())).connect();
        session.says("* PREAUTH [CAPABILITY IMAP4rev1] hello").says("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok");
        session.says("* OK [UIDNEXT 4] ok").answers("OK selected").is(SessionPhase.POLLING);
        assertThat(session.lastEvent(SessionEvent.Ready.class).push()).isFalse();
    }

    @Test
    void case19_aMailThatTheServerDidNotAnnounceIsFoundAndCounted() {
        session.idleWith(3)
                .after(Duration.ofMinutes(9))
                .sends("DONE")
                .answers("OK done")
                .sends("IDLE");
        session.says("+ idling").after(Duration.ofMinutes(6)).sends("DONE").answers("OK done");
        session.sends("UID SEARCH UID 4:*")
                .says("* SEARCH 4")
                .answers("OK found")
                .sends(fetch("4"));
        assertThat(session.snapshot().counters().missedByPush()).isEqualTo(1);
    }

    @Test
    void aMailAnnouncedWhileTheLookIsUnderWayIsNotCountedAsMissed() {
        session.idleWith(3).after(Duration.ofMinutes(9)).answers("OK done").says("+ idling");
        session.after(Duration.ofMinutes(6)).answers("OK done").forget();
        session.says("* 4 EXISTS", "* SEARCH 4").answers("OK found").sends(fetch("4"));
        assertThat(session.snapshot().counters().missedByPush()).isZero();
    }

    @Test
    void anAlertIsReported() {
        session.idleWith(3).says("* OK [ALERT] maintenance tonight");
        assertThat(session.lastEvent(SessionEvent.Alert.class).text()).isEqualTo("[ALERT] maintenance tonight");
    }

    @Test
    void whatIsNoMatterChangesNothing() {
        session.idleWith(3).says("* STATUS other (MESSAGES 3)", "* 5 RECENT", "* SEARCH 17", "+ again");
        session.sendsNothing().is(SessionPhase.IDLE);
    }

    @Test
    void aServerThatCannotIdleAnyMoreIsPolled() {
        session.idleWith(3).says("* CAPABILITY IMAP4rev1").sends("DONE").answers("OK done");
        session.sendsNothing().is(SessionPhase.POLLING);
    }

    @Test
    void theRenewalOfAnIdleThatIsOverIsTakenBack() {
        session.idleWith(3);
        assertThat(session.timer(SessionTimer.STATE)).hasMinutes(9);
        session.says("* 4 EXISTS").answers("OK done");
        assertThat(session.timer(SessionTimer.STATE)).isNull();
    }

    @Test
    void whilePolledWithoutRoomTheConnectionIsKeptByNoop() {
        session.start(new Cursor(7, 3, new UidSet())).connect().says("* PREAUTH [CAPABILITY IMAP4rev1] hello");
        session.says("* 63 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 64] ok")
                .answers("OK selected");
        StringBuilder all = new StringBuilder("* SEARCH");
        for (int uid = 4; uid < 64; uid++) {
            all.append(' ').append(uid);
        }
        session.says(all.toString()).answers("OK found");
        for (int uid = 4; uid < 64; uid++) {
            session.mail(uid, uid);
        }
        session.answers("OK fetched")
                .is(SessionPhase.POLLING)
                .forget()
                .after(Duration.ofMinutes(1))
                .sends("NOOP");
        session.answers("OK").is(SessionPhase.POLLING);
    }
}
