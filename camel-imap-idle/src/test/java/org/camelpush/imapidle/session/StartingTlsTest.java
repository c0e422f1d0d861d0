package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.session.Failure.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing secret in clear text. */
class StartingTlsTest {

    @Test
    void case42_sendsNothingSecretBeforeTls() {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null).connect().says("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] hello");
        assertThat(secure.askedForCredentials()).isFalse();
        secure.sends("STARTTLS").answers("OK begin").sends("<TLS>");
        secure.feed(new SessionInput.Secured(secure.generation())).sends("CAPABILITY");
        secure.says("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR").answers("OK done");
        assertThat(secure.askedForCredentials()).isTrue();
    }

    @Test
    void case42_whatWasSaidBeforeTlsIsForgotten() {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null)
                .connect()
                .says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello")
                .answers("OK begin");
        secure.says("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR");
        secure.feed(new SessionInput.Secured(secure.generation())).forget().answers("OK done");
        secure.feed(new SessionInput.CredentialsReady(secure.generation(), "user", "password"));
        secure.sends("LOGIN \"user\" \"password\"");
    }

    @Test
    void case42_anAnswerThatNobodyAskedForBeforeTlsEndsTheConnection() {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null)
                .connect()
                .says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello")
                .answers("OK begin");
        secure.says("A2 OK done").is(SessionPhase.BACKING_OFF);
        assertThat(secure.snapshot().lastFailure().kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void case42_withoutStartTlsNoPasswordIsSent() {
        insecure("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
    }

    @Test
    void case42_aLoginThatTheServerMadeByItselfIsNotTrusted() {
        insecure("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello");
    }

    private void insecure(String greeting) {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null).connect().says(greeting).is(SessionPhase.BACKING_OFF).sendsNothing();
        assertThat(secure.askedForCredentials()).isFalse();
        assertThat(secure.snapshot().lastFailure().kind()).isEqualTo(Kind.SECURITY);
        assertThat(secure.snapshot().lastFailure().text()).contains("imaps-idle");
    }

    @Test
    void case42_aRefusedStartTlsEndsTheConnection() {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null)
                .connect()
                .says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello")
                .answers("NO not today");
        assertThat(secure.snapshot().lastFailure().kind()).isEqualTo(Kind.SECURITY);
        assertThat(secure.askedForCredentials()).isFalse();
    }

    @Test
    void tlsHasADeadline() {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null)
                .connect()
                .says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello")
                .answers("OK begin");
        secure.after(Duration.ofSeconds(30)).is(SessionPhase.BACKING_OFF);
    }
}
