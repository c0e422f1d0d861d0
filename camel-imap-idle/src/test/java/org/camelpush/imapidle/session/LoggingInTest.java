package org.camelpush.imapidle.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.camelpush.imapidle.protocol.UidSet;
import org.camelpush.imapidle.session.Failure.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which way the session logs in, and what it makes of a no. */
class LoggingInTest {

    private static final String XOAUTH2 = base64("user=user\1auth=Bearer password\1\1");
    private static final String BEARER = base64("n,a=user,\1auth=Bearer password\1\1");
    private static final String WHY =
            base64("{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}");
    private static final String OVER = "NO [AUTHENTICATIONFAILED] over";

    private SessionScript session;

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private SessionScript login(AuthMechanism mechanism, boolean token, String capabilities) {
        session = new SessionScript(new TestSettings().login(mechanism, token).build());
        session.start(null);
        return again(capabilities);
    }

    private SessionScript again(String capabilities) {
        session.connect().says("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] hello");
        return session.feed(new SessionInput.CredentialsReady(session.generation(), "user", "password"));
    }

    private String failure(Kind kind) {
        session.is(SessionPhase.BACKING_OFF);
        assertThat(session.snapshot().lastFailure().kind()).isEqualTo(kind);
        return session.snapshot().lastFailure().text();
    }

    @Test
    void aTokenGoesByOauthbearerWhereItIsOffered() {
        login(AuthMechanism.AUTO, true, "AUTH=XOAUTH2 AUTH=OAUTHBEARER AUTH=PLAIN SASL-IR")
                .sends("AUTHENTICATE OAUTHBEARER " + BEARER);
    }

    @Test
    void aTokenGoesByXoauth2Otherwise() {
        login(AuthMechanism.AUTO, true, "AUTH=XOAUTH2 AUTH=PLAIN SASL-IR").sends("AUTHENTICATE XOAUTH2 " + XOAUTH2);
    }

    @Test
    void aTokenNeverGoesAsAPassword() {
        login(AuthMechanism.AUTO, true, "AUTH=PLAIN SASL-IR").sendsNothing();
        assertThat(failure(Kind.AUTHENTICATION))
                .contains("OAUTHBEARER nor XOAUTH2", "it offers PLAIN", "authMechanism");
    }

    @Test
    void theUsersChoiceIsKeptTo() {
        login(AuthMechanism.XOAUTH2, false, "AUTH=XOAUTH2 AUTH=OAUTHBEARER SASL-IR")
                .sends("AUTHENTICATE XOAUTH2 " + XOAUTH2);
        login(AuthMechanism.LOGIN, false, "AUTH=PLAIN SASL-IR").sends("LOGIN \"user\" \"password\"");
        login(AuthMechanism.PLAIN, false, "").sendsNothing();
        assertThat(failure(Kind.AUTHENTICATION)).contains("by PLAIN", "nothing else");
    }

    @Test
    void aTokenTooLongForTheCommandGoesInALineOfItsOwn() {
        session = new SessionScript(
                new TestSettings().login(AuthMechanism.XOAUTH2, false).build());
        String token = "t".repeat(3_000);
        session.start(null).connect().says("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] hello");
        session.feed(new SessionInput.CredentialsReady(session.generation(), "user", token));
        session.sends("AUTHENTICATE XOAUTH2").says("+");
        session.sends(base64("user=user\1auth=Bearer " + token + "\1\1"));
    }

    @Test
    void case23_aChallengeOfXoauth2IsAnsweredByAnEmptyLineAndTheReasonIsTold() {
        login(AuthMechanism.XOAUTH2, false, "AUTH=XOAUTH2 SASL-IR").forget();
        session.says("+ " + WHY).sends("").says("+ " + WHY).sendsNothing();
        session.answers(OVER);
        assertThat(failure(Kind.TOKEN)).contains("status 400, scope https://mail.google.com/, schemes Bearer", "over");
    }

    @Test
    void case23_aChallengeOfOauthbearerIsAnsweredByControlA() {
        login(AuthMechanism.OAUTHBEARER, false, "AUTH=OAUTHBEARER").sends("AUTHENTICATE OAUTHBEARER");
        session.says("+").sends(BEARER).says("+ " + WHY).sends("AQ==");
    }

    @Test
    void case22_aRefusedTokenIsTriedAnewAtOnceAndOnceOnly() {
        login(AuthMechanism.XOAUTH2, false, "AUTH=XOAUTH2 SASL-IR").answers(OVER);
        assertThat(session.timer(SessionTimer.STATE)).isZero();
        assertThat(session.snapshot().attempts()).isZero();
        session.after(Duration.ZERO).is(SessionPhase.CONNECTING);
        again("AUTH=XOAUTH2 SASL-IR").answers(OVER);
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(Duration.ofSeconds(96)); // two minutes, less a fifth
        assertThat(session.snapshot().attempts()).isEqualTo(1);
    }

    private void watch(AuthMechanism mechanism) {
        session = new SessionScript(new TestSettings().login(mechanism, false).build());
        session.start(new Cursor(7, 0, new UidSet())).connect();
        session.says("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=PLAIN SASL-IR IDLE] hello");
        session.feed(new SessionInput.CredentialsReady(session.generation(), "user", "password"));
        session.answers("OK [CAPABILITY IMAP4rev1 IDLE] welcome");
        session.says("* 0 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 1] ok")
                .answers("OK selected");
        session.says("+ idling").is(SessionPhase.IDLE);
    }

    @Test
    void case22_whereTheServerEndsTheSessionWithTheTokenAFreshOneIsAskedForAtOnce() {
        watch(AuthMechanism.XOAUTH2);
        session.says("* BYE Session expired, please login again.");
        failure(Kind.TOKEN);
        assertThat(session.timer(SessionTimer.STATE)).isZero();
    }

    @Test
    void aPasswordDoesNotExpireLikeThat() {
        watch(AuthMechanism.PLAIN);
        session.says("* BYE Session expired, please login again.");
        failure(Kind.BYE);
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void tooManyConnectionsIsNoMatterOfTheToken() {
        login(AuthMechanism.XOAUTH2, false, "AUTH=XOAUTH2 SASL-IR")
                .answers("NO [ALERT] Too many simultaneous connections");
        failure(Kind.LIMIT);
    }

    @Test
    void case25_theWaitThatTheServerAsksForIsKept() {
        login(AuthMechanism.AUTO, false, "")
                .answers("BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds");
        failure(Kind.LIMIT);
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(Duration.ofMillis(92_415));
    }

    @Test
    void case25_aWaitWithoutEndIsCut() {
        login(AuthMechanism.AUTO, false, "")
                .answers("BAD Request is throttled. Suggested Backoff Time: 999999999 milliseconds");
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void case25_aThrottledIdleIsNoServerWithoutIdle() {
        watch(AuthMechanism.PLAIN);
        session.answers("BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds");
        failure(Kind.LIMIT);
    }

    @Test
    void aSecretThatTheServerRepeatsIsNotShown() {
        login(AuthMechanism.AUTO, false, "").answers("NO no login with password here");
        assertThat(failure(Kind.AUTHENTICATION)).contains("no login with *** here");
    }

    @Test
    void aPasswordThatMayBeATokenHasItsHint() {
        login(AuthMechanism.AUTO, false, "AUTH=PLAIN AUTH=XOAUTH2 SASL-IR").answers("NO wrong");
        assertThat(failure(Kind.AUTHENTICATION)).contains("set authMechanism to XOAUTH2");
        login(AuthMechanism.PLAIN, false, "AUTH=PLAIN AUTH=XOAUTH2 SASL-IR").answers("NO wrong");
        assertThat(failure(Kind.AUTHENTICATION)).doesNotContain("authMechanism");
    }

    @Test
    void whatCannotBeQuotedGoesAsLiteral() {
        session = new SessionScript();
        session.start(null).connect().says("* OK [CAPABILITY IMAP4rev1] hello");
        session.feed(new SessionInput.CredentialsReady(session.generation(), "\u00fc", "p\u00e4ss"));
        session.sends("LOGIN {2}").says("+ go on").sends("\u00c3\u00bc {5}");
        session.says("+ go on").sends("p\u00c3\u00a4ss").says("+ what?").sendsNothing();
    }

    @Test
    void aLiteralWaitsForNobodyWhereTheServerTakesIt() {
        for (String capability : new String[] {"LITERAL+", "LITERAL-", "IMAP4rev2"}) {
            session = new SessionScript();
            session.start(null).connect().says("* OK [CAPABILITY IMAP4rev1 " + capability + "] hello");
            session.feed(new SessionInput.CredentialsReady(session.generation(), "user", "p\u00e4ss"));
            session.sends("LOGIN \"user\" {5+}", "p\u00c3\u00a4ss");
        }
    }
}
