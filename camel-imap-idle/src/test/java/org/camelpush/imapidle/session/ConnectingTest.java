package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.session.Failure.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From the first packet to the open folder. */
class ConnectingTest {

    private static final String PLAIN = "AHVzZXIAcGFzc3dvcmQ=";

    private final SessionScript session = new SessionScript();

    private SessionScript greeted(String greeting) {
        return session.start(null).connect().says(greeting);
    }

    private void login() {
        session.feed(new SessionInput.CredentialsReady(session.generation(), "user", "password"));
    }

    private void fails(Kind kind) {
        session.is(SessionPhase.BACKING_OFF);
        assertThat(session.snapshot().lastFailure().kind()).isEqualTo(kind);
        assertThat(session.closes()).isEqualTo(1);
    }

    @Test
    void asksForCapabilitiesThatTheGreetingDoesNotTell() {
        greeted("* OK hello").sends("CAPABILITY");
        session.says("* CAPABILITY IMAP4rev1 IDLE").answers("OK done").sendsNothing();
        assertThat(session.askedForCredentials()).isTrue();
    }

    @Test
    void logsInWithSaslInitialResponseWhereTheServerHasIt() {
        greeted("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello");
        login();
        session.sends("AUTHENTICATE PLAIN " + PLAIN);
    }

    @Test
    void logsInWithSaslInTwoStepsOtherwise() {
        greeted("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
        login();
        session.sends("AUTHENTICATE PLAIN").says("+").sends(PLAIN).says("+").sendsNothing();
    }

    @Test
    void logsInWithLoginWhereThereIsNoSasl() {
        greeted("* OK [CAPABILITY IMAP4rev1] hello");
        login();
        session.sends("LOGIN \"user\" \"password\"");
    }

    @Test
    void doesNotLogInWhereTheServerOffersNoWay() {
        greeted("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello");
        login();
        session.sendsNothing();
        fails(Kind.AUTHENTICATION);
    }

    @Test
    void saysWhenThePasswordCannotBeSent() {
        greeted("* OK [CAPABILITY IMAP4rev1] hello");
        session.feed(new SessionInput.CredentialsReady(session.generation(), "user", "p\0ss"));
        fails(Kind.AUTHENTICATION);
        assertThat(session.snapshot().lastFailure().text()).contains("password").doesNotContain("p\0ss");
    }

    @Test
    void case18_asksAgainAfterTheLoginWhatTheServerCanDo() {
        greeted("* OK [CAPABILITY IMAP4rev1] hello");
        login();
        session.answers("OK welcome")
                .forget()
                .says("* CAPABILITY IMAP4rev1 IDLE")
                .answers("OK done");
        session.sends("SELECT \"INBOX\"");
        assertThat(session.snapshot().push()).isTrue();
    }

    @Test
    void case21_aWrongPasswordIsTriedAgainSlowlyAndMoreSlowly() {
        Duration first = refusedLogin("NO [AUTHENTICATIONFAILED] wrong");
        assertThat(first).isEqualTo(Duration.ofSeconds(96)); // two minutes, less a fifth
        fails(Kind.AUTHENTICATION);
        session.after(first).connect().says("* OK [CAPABILITY IMAP4rev1] hello");
        login();
        session.answers("NO wrong");
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(Duration.ofSeconds(192));
    }

    @Test
    void case24_tooManyConnectionsIsNoWrongPassword() {
        assertThat(refusedLogin("NO [ALERT] Too many simultaneous connections")).isEqualTo(Duration.ofSeconds(4));
        fails(Kind.LIMIT);
    }

    @Test
    void case24_unavailableIsNoWrongPassword() {
        assertThat(refusedLogin("NO [UNAVAILABLE] mail_max_userip_connections")).isEqualTo(Duration.ofSeconds(4));
        fails(Kind.LIMIT);
    }

    @Test
    void case24_aByeForTooManyConnectionsIsALimit() {
        greeted("* BYE Too many connections");
        fails(Kind.LIMIT);
    }

    private Duration refusedLogin(String answer) {
        greeted("* OK [CAPABILITY IMAP4rev1] hello");
        login();
        session.answers(answer);
        return session.timer(SessionTimer.STATE);
    }

    @Test
    void aGreetingThatIsNoneEndsTheConnection() {
        greeted("* NO go away");
        fails(Kind.PROTOCOL);
    }

    @Test
    void refusedCapabilityEndsTheConnection() {
        greeted("* OK hello").answers("BAD what?");
        fails(Kind.PROTOCOL);
    }

    @Test
    void anAnswerToACommandThatWasNotSentEndsTheConnection() {
        greeted("* OK [CAPABILITY IMAP4rev1] hello").says("B7 OK hello");
        fails(Kind.PROTOCOL);
    }

    @Test
    void theWholeConnectIsUnderOneDeadline() {
        session.start(null).after(Duration.ofSeconds(29)).is(SessionPhase.CONNECTING);
        session.connect().after(Duration.ofSeconds(1));
        fails(Kind.SILENCE);
    }

    @Test
    void credentialsHaveADeadline() {
        greeted("* OK [CAPABILITY IMAP4rev1] hello").after(Duration.ofSeconds(30));
        fails(Kind.SILENCE);
    }

    @Test
    void aFolderThatIsNotThereIsTriedAgainSlowly() {
        greeted("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hello").answers("NO [NONEXISTENT] no such folder");
        fails(Kind.FOLDER);
        assertThat(session.snapshot().lastFailure().text()).contains("INBOX", "no such folder");
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(Duration.ofSeconds(96));
    }

    @Test
    void aFolderThatIsBusyIsTriedAgainSoon() {
        greeted("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hello").answers("NO [INUSE] busy");
        fails(Kind.LIMIT);
    }

    @Test
    void aFolderWithoutUidValidityCannotBeWatched() {
        greeted("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hello")
                .says("* 3 EXISTS")
                .answers("OK selected");
        fails(Kind.FOLDER);
    }

    @Test
    void theFolderIsOnlyExaminedWhereNothingWillBeChanged() {
        SessionScript reader =
                new SessionScript(new TestSettings().changesNothing().build());
        reader.start(null)
                .connect()
                .says("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hello")
                .sends("EXAMINE \"INBOX\"");
    }

    @Test
    void aPositionThatCannotBeReadIsWaitedForBeforeAnyConnection() {
        session.feed(new SessionInput.Start())
                .feed(new SessionInput.CursorUnavailable("disk"))
                .is(SessionPhase.BACKING_OFF);
        assertThat(session.snapshot().lastFailure().kind()).isEqualTo(Kind.POSITION);
        session.feed(new SessionInput.Reconnect()).is(SessionPhase.LOADING);
        assertThat(session.connects()).isZero();
        session.feed(new SessionInput.CursorLoaded(null)).is(SessionPhase.CONNECTING);
    }

    @Test
    void credentialsOfAnEarlierConnectionAreNotUsed() {
        greeted("* OK [CAPABILITY IMAP4rev1] hello").feed(new SessionInput.CredentialsReady(0, "user", "old"));
        session.sendsNothing();
    }
}
