package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.imapidle.protocol.UidSet;
import org.camelpush.imapidle.session.Failure.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is agreed on between login and folder, and what is not asked because it would bring nothing. */
class NegotiatingTest {

    private static final String ALL = "IMAP4rev1 IDLE COMPRESS=DEFLATE ID ENABLE";

    private SessionScript session;

    private SessionScript loggedIn(TestSettings settings, String capabilities) {
        session = new SessionScript(settings.build());
        session.start(new Cursor(7, 4, new UidSet())).connect();
        return session.says("* PREAUTH [CAPABILITY " + capabilities + "] hello");
    }

    private SessionScript wantingAll(String capabilities) {
        return loggedIn(new TestSettings().extensions(true, true), capabilities);
    }

    private Negotiated negotiated() {
        return session.snapshot().negotiated();
    }

    @Test
    void nothingIsAskedThatNobodyWants() {
        loggedIn(new TestSettings(), ALL).sends("SELECT \"INBOX\"");
        assertThat(negotiated()).isEqualTo(new Negotiated(null, "", List.of("IDLE")));
    }

    @Test
    void nothingIsAskedThatTheServerHasNot() {
        wantingAll("IMAP4rev1 IDLE").sends("SELECT \"INBOX\"");
    }

    @Test
    void oneAfterTheOtherAndCompressionFirst() {
        wantingAll(ALL).sends("COMPRESS DEFLATE").answers("OK active");
        session.sends("<COMPRESS>", "ID (\"name\" \"camel-imap-idle\")");
        session.says("* ID (\"name\" \"Dovecot\" \"version\" \"2.3\")").answers("OK done");
        session.sends("SELECT \"INBOX\"");
        assertThat(negotiated().software()).isEqualTo("Dovecot 2.3");
        assertThat(negotiated().extensions()).containsExactly("IDLE", "COMPRESS=DEFLATE");
    }

    @Test
    void whatIsRefusedIsDoneWithout() {
        wantingAll(ALL).sends("COMPRESS DEFLATE").answers("NO [COMPRESSIONACTIVE] by TLS");
        session.sends("ID (\"name\" \"camel-imap-idle\")").answers("BAD what?");
        session.sends("SELECT \"INBOX\"");
        assertThat(negotiated().extensions()).containsExactly("IDLE");
    }

    @Test
    void aServerWithoutRoomIsLeftAlone() {
        wantingAll(ALL).answers("NO [UNAVAILABLE] busy").is(SessionPhase.BACKING_OFF);
        assertThat(session.snapshot().lastFailure().kind()).isEqualTo(Kind.LIMIT);
    }

    @Test
    void aServerThatDoesNotKnowTheCommandHasRoom() {
        wantingAll(ALL)
                .answers("BAD Too many arguments")
                .sends("COMPRESS DEFLATE", "ID (\"name\" \"camel-imap-idle\")");
    }

    @Test
    void anExtensionThatIsSwitchedOffIsAsIfTheServerHadItNot() {
        loggedIn(
                        new TestSettings().extensions(true, true, "COMPRESS=DEFLATE", "ID", "IDLE", "ESEARCH"),
                        ALL + " ESEARCH")
                .sends("SELECT \"INBOX\"");
        session.says("* 5 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 6] ok")
                .answers("OK selected");
        session.sends("UID SEARCH UID 5:*");
        assertThat(session.snapshot().push()).isFalse();
    }

    @Test
    void rev2IsEnabledWhereItBringsSetsAndNotElsewhere() {
        loggedIn(new TestSettings(), "IMAP4rev1 IMAP4rev2 ENABLE ESEARCH").sends("SELECT \"INBOX\"");
        loggedIn(new TestSettings(), "IMAP4rev1 IMAP4rev2 ENABLE").sends("ENABLE IMAP4rev2");
        session.says("* ENABLED IMAP4rev2").answers("OK done").sends("SELECT \"INBOX\"");
        session.says("* 5 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 6] ok")
                .answers("OK selected");
        session.sends("UID SEARCH RETURN (ALL) UID 5:*");
        session.says("* ESEARCH (TAG \"A3\") UID ALL 5").answers("OK done").sends(SessionScript.fetch("5"));
        assertThat(negotiated().extensions()).containsExactly("ESEARCH", "IDLE", "MOVE", "UIDPLUS", "IMAP4REV2");
    }

    @Test
    void whatIsNotEnabledIsNotUsed() {
        loggedIn(new TestSettings(), "IMAP4rev1 IMAP4rev2 ENABLE").sends("ENABLE IMAP4rev2");
        session.says("* ENABLED").answers("OK done").forget();
        session.says("* 5 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 6] ok")
                .answers("OK selected");
        session.sends("UID SEARCH UID 5:*");
    }

    @Test
    void aServerThatSpeaksOnlyRev2IsSpokenToInIt() {
        loggedIn(new TestSettings(), "IMAP4rev2").sends("SELECT \"INBOX\"");
        assertThat(session.snapshot().push()).isTrue();
        session.says("* CAPABILITY IMAP4rev2 ENABLE");
        assertThat(session.snapshot().push()).isTrue();
    }

    @Test
    void whatWasEnabledStaysSoWhenTheServerRepeatsItsCapabilities() {
        loggedIn(new TestSettings(), "IMAP4rev1 IMAP4rev2 ENABLE").says("* ENABLED IMAP4rev2");
        session.answers("OK done").forget();
        session.says("* CAPABILITY IMAP4rev1 IMAP4rev2 ENABLE");
        session.says("* 5 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 6] ok")
                .answers("OK selected");
        session.sends("UID SEARCH RETURN (ALL) UID 5:*");
    }

    @Test
    void theNextConnectionBeginsWithNothing() {
        wantingAll(ALL).answers("OK active").answers("OK done").lose();
        assertThat(negotiated().extensions()).isNotEmpty();
        session.after(Duration.ofMinutes(3));
        assertThat(negotiated()).isEqualTo(Negotiated.NOTHING);
    }

    @Test
    void aSetOfMillionsIsTakenInOneGo() {
        loggedIn(new TestSettings(), "IMAP4rev1 ESEARCH").forget();
        session.says("* 9000000 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 9000001] ok")
                .answers("OK selected");
        session.sends("UID SEARCH RETURN (ALL) UID 5:*");
        session.says("* ESEARCH (TAG \"A2\") UID ALL 5:9000000").answers("OK done");
        session.sends(SessionScript.fetch("5:68"));
        assertThat(session.snapshot().high()).isEqualTo(9_000_000);
    }
}
