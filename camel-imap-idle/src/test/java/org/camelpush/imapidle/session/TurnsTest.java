package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A session waits for its turn before it connects, and gives it back. */
class TurnsTest {

    private final SessionScript session = new SessionScript().turnsComeLater();

    private SessionScript queued() {
        return session.start(null).is(SessionPhase.QUEUED);
    }

    @Test
    void connectsOnlyWhenItsTurnHasCome() {
        queued().after(Duration.ofHours(1)).is(SessionPhase.QUEUED);
        assertThat(session.connects()).isZero();
        session.turnComes().is(SessionPhase.CONNECTING);
        assertThat(session.connects()).isEqualTo(1);
    }

    @Test
    void waitingForATurnUsesUpNothingOfTheTimeToConnect() {
        queued().after(Duration.ofMinutes(5)).turnComes().after(Duration.ofSeconds(29));
        session.is(SessionPhase.CONNECTING);
        session.after(Duration.ofSeconds(1)).is(SessionPhase.BACKING_OFF);
    }

    @Test
    void tellsHowFarItIsAndGivesTheTurnBackAtTheEnd() {
        queued().turnComes().select(0, 1);
        session.answers("OK nothing found").lose();
        assertThat(session.turns())
                .containsExactly(TurnStep.ASK, TurnStep.REACHED, TurnStep.LOGGED_IN, TurnStep.RETURN);
    }

    @Test
    void saysOfAHostThatDoesNotGreetThatItWasNotReached() {
        queued().turnComes().lose();
        assertThat(session.turns()).containsExactly(TurnStep.ASK, TurnStep.UNREACHED);
    }

    @Test
    void saysOfAHostWithoutRoomThatItWasNotReached() {
        queued().turnComes().connect().says("* BYE too many connections");
        assertThat(session.turns()).containsExactly(TurnStep.ASK, TurnStep.UNREACHED);
    }

    @Test
    void aRefusedLoginDoesNotCountAgainstTheHost() {
        queued().turnComes().connect().says("* OK [CAPABILITY IMAP4rev1] hello");
        session.feed(new SessionInput.CredentialsReady(session.generation(), "user", "password"));
        session.answers("NO [AUTHENTICATIONFAILED] wrong").is(SessionPhase.BACKING_OFF);
        assertThat(session.turns()).containsExactly(TurnStep.ASK, TurnStep.REACHED, TurnStep.RETURN);
    }

    @Test
    void aBadCertificateDoesNotCountAgainstTheHost() {
        queued().turnComes()
                .feed(new SessionInput.Disconnected(
                        session.generation(), new Failure(Failure.Kind.SECURITY, "name does not match")));
        assertThat(session.turns()).containsExactly(TurnStep.ASK, TurnStep.RETURN);
    }

    @Test
    void asksTheServerThatItWillBeWithAndGivesTheTurnBackThere() {
        queued().turnComes().select(0, 1).answers("OK nothing found");
        Profile.Server other = new Profile.Server("mobile.example.org", 993, Profile.Security.TLS);
        Binding network = new Binding("wwan0", null, new Profile(other, null, null, null, null));
        session.feed(new SessionInput.ChangeConnection(new Move(1, network, MoveMode.BREAK_BEFORE_MAKE, Duration.ZERO)))
                .says("+ idling")
                .answers("OK done")
                .turnComes()
                .lose();
        assertThat(session.turns())
                .containsExactly(
                        TurnStep.ASK,
                        TurnStep.REACHED,
                        TurnStep.LOGGED_IN,
                        TurnStep.RETURN,
                        TurnStep.ASK_AT_ONCE,
                        TurnStep.UNREACHED);
        assertThat(session.turnsOf()).containsExactly(null, null, null, null, other, other);
    }

    @Test
    void stoppedWhileItWaitsItGivesUpItsTurn() {
        queued().feed(new SessionInput.Stop()).is(SessionPhase.STOPPED);
        session.turnComes().is(SessionPhase.STOPPED);
        assertThat(session.turns()).containsExactly(TurnStep.ASK, TurnStep.RETURN);
        assertThat(session.connects()).isZero();
    }

    @Test
    void aPersonWhoAsksGoesBeforeTheOthers() {
        queued().feed(new SessionInput.Reconnect());
        assertThat(session.turns()).containsExactly(TurnStep.ASK, TurnStep.RETURN, TurnStep.ASK_AT_ONCE);
    }

    @Test
    void aTurnThatWasGivenUpConnectsNothing() {
        queued().feed(new SessionInput.Suspend());
        int abandoned = session.snapshot().generation();
        session.feed(new SessionInput.Reconnect()).feed(new SessionInput.TurnCame(abandoned));
        session.is(SessionPhase.QUEUED);
        assertThat(session.connects()).isZero();
    }
}
