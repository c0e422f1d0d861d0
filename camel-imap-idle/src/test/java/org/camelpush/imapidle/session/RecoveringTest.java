package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.imapidle.protocol.Frame;
import org.camelpush.imapidle.protocol.ResponseParser;
import org.camelpush.imapidle.protocol.UidSet;
import org.camelpush.imapidle.session.Failure.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** Connections that are lost, and how the session comes back. */
class RecoveringTest {

    private final SessionScript session = new SessionScript();

    private void lostBy(Kind kind) {
        session.is(SessionPhase.BACKING_OFF);
        assertThat(session.snapshot().lastFailure().kind()).isEqualTo(kind);
        assertThat(session.closes()).isEqualTo(1);
    }

    @Test
    void case10_aPeerThatIsGoneWhileIdlingIsNoticedWithinRenewalAndLiveness() {
        session.idleWith(3).after(Duration.ofMinutes(9).plusSeconds(29)).is(SessionPhase.IDLE);
        session.after(Duration.ofSeconds(1));
        lostBy(Kind.SILENCE);
    }

    @Test
    void case11_aPeerThatTalksAfterDoneButDoesNotAnswerIsGone() {
        session.idleWith(3).after(Duration.ofMinutes(9)).sends("DONE");
        session.after(Duration.ofSeconds(29)).says("* OK Still here").after(Duration.ofSeconds(1));
        lostBy(Kind.SILENCE);
    }

    @Test
    void aFetchMayTakeLongWhileOctetsCome() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done");
        for (int i = 0; i < 10; i++) {
            session.after(Duration.ofSeconds(20)).feed(new SessionInput.Heard(session.generation()));
        }
        session.is(SessionPhase.WORKING).after(Duration.ofSeconds(29)).is(SessionPhase.WORKING);
        session.after(Duration.ofSeconds(1));
        lostBy(Kind.SILENCE);
    }

    @Test
    void octetsOfAnEarlierConnectionAreNoSignOfLife() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").after(Duration.ofSeconds(20));
        session.feed(new SessionInput.Heard(session.generation() - 1)).after(Duration.ofSeconds(10));
        lostBy(Kind.SILENCE);
    }

    @Test
    void case12_mailsThatCameBeforeTheCutAreNotFetchedAgain() {
        session.idleWith(3).says("* 6 EXISTS").answers("OK done").mail(4, 4).lose();
        session.delivers(4L).after(Duration.ofSeconds(4)).select(6, 7).forget();
        session.says("* SEARCH 4 5 6").answers("OK found").sends(fetch("5:6"));
    }

    @Test
    void case14_aGoodbyeMeansANewConnectionWithJitterAndNoLoss() {
        session.idleWith(3).says("* BYE Autologout; idle for too long");
        lostBy(Kind.BYE);
        SessionEvent.Lost lost = session.lastEvent(SessionEvent.Lost.class);
        assertThat(lost.attempts()).isEqualTo(1);
        assertThat(lost.nextAttempt()).isEqualTo(Duration.ofSeconds(4));
        session.after(Duration.ofSeconds(4)).select(4, 5).forget();
        session.says("* SEARCH 4").answers("OK found").sends(fetch("4"));
    }

    @Test
    void case15_theConnectionIsClosedAtTheFirstGoodbye() {
        session.idleWith(3).says("* BYE one", "* BYE two", "* BYE three");
        lostBy(Kind.BYE);
    }

    @Test
    void case20_dropsAfterALoginWaitLongerUntilAConnectionHasLived() {
        session.idleWith(3).lose();
        assertThat(wait(session)).isEqualTo(Duration.ofSeconds(4));
        session.after(wait(session)).select(3, 4).says("+ idling").lose();
        assertThat(wait(session)).isEqualTo(Duration.ofSeconds(8));
        session.after(wait(session))
                .select(3, 4)
                .says("+ idling")
                .after(Duration.ofMinutes(5))
                .lose();
        assertThat(wait(session)).isEqualTo(Duration.ofSeconds(4));
    }

    private static Duration wait(SessionScript session) {
        return session.timer(SessionTimer.STATE);
    }

    @Test
    void tellsHowLongNothingWasWatched() {
        session.idleWith(3).lose();
        session.after(Duration.ofSeconds(4)).lose();
        session.after(Duration.ofSeconds(8)).select(3, 4).says("+ idling");
        SessionEvent.Ready ready = session.lastEvent(SessionEvent.Ready.class);
        assertThat(ready.outage()).hasSeconds(12);
        assertThat(ready.attempts()).isEqualTo(2);
        assertThat(session.snapshot().counters().connections()).isEqualTo(2);
        assertThat(session.snapshot().counters().losses()).isEqualTo(2);
    }

    @Test
    void everyConnectionIsReconciledSomeTime() {
        session.idleWith(3).feed(new SessionInput.Reconnect()).select(3, 4).says("+ idling");
        assertThat(session.timer(SessionTimer.RECONCILE)).hasMinutes(15);
    }

    @Test
    void reconnectsOnDemandAtOnceWhileIdling() {
        session.idleWith(3).feed(new SessionInput.Reconnect()).is(SessionPhase.CONNECTING);
        assertThat(session.closes()).isEqualTo(1);
        assertThat(session.connects()).isEqualTo(2);
        session.select(3, 4).says("+ idling");
        assertThat(session.lastEvent(SessionEvent.Ready.class).attempts()).isZero();
        assertThat(session.snapshot().counters().losses()).isZero();
    }

    @Test
    void reconnectsOnDemandWithoutWaitingAndBeginsTheWaitsAnew() {
        session.idleWith(3).lose();
        session.after(Duration.ofSeconds(4)).lose();
        session.feed(new SessionInput.Reconnect()).is(SessionPhase.CONNECTING).lose();
        assertThat(wait(session)).isEqualTo(Duration.ofSeconds(4));
        assertThat(session.closes()).isEqualTo(3);
    }

    @Test
    void withoutReconnectTheFirstLossIsTheEndUntilSomebodyAsks() {
        SessionScript once = new SessionScript(new TestSettings().noReconnect().build());
        once.idleWith(3).lose().is(SessionPhase.FAILED);
        assertThat(once.lastEvent(SessionEvent.GaveUpConnecting.class).attempts())
                .isEqualTo(1);
        once.after(Duration.ofDays(1)).is(SessionPhase.FAILED);
        once.feed(new SessionInput.Reconnect()).select(3, 4).says("+ idling").is(SessionPhase.IDLE);
    }

    @Test
    void whatComesFromAnEarlierConnectionIsVoid() {
        session.idleWith(3);
        int old = session.generation();
        session.feed(new SessionInput.Reconnect()).select(3, 4).says("+ idling").forget();
        session.feed(new SessionInput.Received(old, ResponseParser.parse(new Frame("* 9 EXISTS", List.of()))));
        session.feed(new SessionInput.Disconnected(old, new Failure(Kind.NETWORK, "late")));
        session.feed(new SessionInput.Connected(old)).feed(new SessionInput.Secured(old));
        session.sendsNothing().is(SessionPhase.IDLE);
    }

    @Test
    void aMailFromAnEarlierConnectionIsReleased() {
        session.idleWith(3).lose();
        TestBody body = new TestBody();
        Frame frame = new Frame("* 4 FETCH (UID 4 BODY[] \"\")", List.of(body));
        session.feed(new SessionInput.Received(session.generation(), ResponseParser.parse(frame)));
        assertThat(body.releases()).isEqualTo(1);
    }

    @Test
    void aTimerThatWasSetAnewSinceIsVoid() {
        session.idleWith(3)
                .feed(new SessionInput.TimerFired(SessionTimer.DEADLINE, 1))
                .is(SessionPhase.IDLE);
        session.feed(new SessionInput.TimerFired(SessionTimer.STOP, 0)).is(SessionPhase.IDLE);
    }

    @Test
    void aSearchThatIsRefusedEndsTheConnection() {
        session.start(new Cursor(7, 3, new UidSet())).select(4, 5).answers("NO not now");
        lostBy(Kind.PROTOCOL);
    }

    @Test
    void aFetchThatIsNotUnderstoodEndsTheConnection() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").answers("OK fetched");
        session.says("* SEARCH 4").answers("OK found").answers("BAD what?");
        lostBy(Kind.PROTOCOL);
    }

    @Test
    void aServerThatIsTooBusyToFetchIsLeftAlone() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").answers("OK fetched");
        session.says("* SEARCH 4").answers("OK found").answers("NO [UNAVAILABLE] busy");
        lostBy(Kind.LIMIT);
    }

    @Test
    void aRefusedNoopEndsTheConnection() {
        session.idleWith(3).feed(new SessionInput.Suspend()).answers("OK done").after(Duration.ofMinutes(9));
        session.answers("BAD no");
        lostBy(Kind.PROTOCOL);
    }

    @Test
    void theClockMayBeginAnywhere() {
        for (long start : new long[] {-5, Long.MIN_VALUE, Long.MAX_VALUE}) {
            MailboxSession odd = new MailboxSession(TestSettings.defaults(), () -> 0);
            odd.on(new SessionInput.Start(), start);
            odd.on(new SessionInput.CursorLoaded(new Cursor(7, 3, new UidSet())), start);
            odd.on(new SessionInput.TurnCame(1), start);
            odd.on(new SessionInput.Connected(1), start);
            List<String> lines = List.of(
                    "* PREAUTH [CAPABILITY IDLE] hi",
                    "* 3 EXISTS",
                    "* OK [UIDVALIDITY 7]",
                    "* OK [UIDNEXT 4]",
                    "A1 OK",
                    "+ go");
            for (String line : lines) {
                odd.on(new SessionInput.Received(1, ResponseParser.parse(new Frame(line, List.of()))), start);
            }
            assertThat(odd.snapshot().phase()).isEqualTo(SessionPhase.IDLE);
        }
    }

    private SessionScript networkChanges() {
        return session.feed(new SessionInput.NetworkChanged());
    }

    @Test
    void case39_whenTheNetworkChangesAnIdlingConnectionMustAnswer() {
        session.idleWith(3).forget();
        networkChanges().sends("DONE").after(Duration.ofSeconds(30));
        lostBy(Kind.SILENCE);
    }

    @Test
    void case39_aSuspendedConnectionMustAnswerToo() {
        session.idleWith(3).feed(new SessionInput.Suspend()).answers("OK done").forget();
        networkChanges().sends("NOOP");
    }

    @Test
    void case39_aPolledConnectionMustAnswerToo() {
        session.idleWith(3).answers("NO no IDLE today").forget();
        networkChanges().sends("UID SEARCH UID 4:*");
    }

    @Test
    void case39_soMustOneThatWaitsForTheNextIdle() {
        session.idleWith(3).answers("OK ended").is(SessionPhase.POLLING).forget();
        networkChanges().sends("NOOP");
    }

    @Test
    void case39_whatTheNetworkKeptFromConnectingConnectsAtOnceWhenItChanges() {
        session.idleWith(3).lose();
        lostBy(Kind.NETWORK);
        int connects = session.connects();
        networkChanges();
        assertThat(session.connects()).isEqualTo(connects + 1);
    }

    @Test
    void case39_aServerThatAskedToBeLeftAloneIsWhateverTheNetworkDoes() {
        session.idleWith(3).says("* BYE Too many simultaneous connections");
        lostBy(Kind.LIMIT);
        networkChanges().is(SessionPhase.BACKING_OFF);
    }
}
