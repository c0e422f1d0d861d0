package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.session.Profile.Login;
import org.camelpush.imapidle.session.Profile.Security;
import org.camelpush.imapidle.session.Profile.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection is what the profile of its network makes of it, and the next one what its own does. */
class ProfileTest {

    private static final Duration USUAL_RENEWAL = Duration.ofMinutes(9);

    private final SessionScript session = new SessionScript();
    private long moves;

    private SessionScript move(Profile profile) {
        Binding there = new Binding("wwan0", null, profile);
        return session.feed(new SessionInput.ChangeConnection(
                new Move(++moves, there, MoveMode.MAKE_BEFORE_BREAK, Duration.ofSeconds(5))));
    }

    private static Profile server(Security security) {
        return new Profile(new Server("mobile.example.org", 1143, security), null, null, null, null);
    }

    private static Profile downloads(Download download, Long maxDownloadSize) {
        return new Profile(null, null, download, maxDownloadSize, null);
    }

    @Test
    void idleIsRenewedAsOftenAsItsNetworkNeeds() {
        session.idleWith(3);
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(USUAL_RENEWAL);
        move(new Profile(null, null, null, null, Duration.ofMinutes(4)))
                .select(3, 4)
                .says("+ idling");
        assertThat(session.timer(SessionTimer.SECOND_STATE)).isEqualTo(Duration.ofMinutes(4));
        session.on(1).answers("OK done").answers("OK bye");
        move(Profile.USUAL).select(3, 4).says("+ idling");
        assertThat(session.timer(SessionTimer.STATE)).isEqualTo(USUAL_RENEWAL);
    }

    /** How a mail is asked for that came during a move to a network with that profile. */
    private String commandForAMail(Profile profile) {
        session.idleWith(3);
        move(profile).select(4, 5).says("+ idling");
        session.on(2).answers("OK done").forget();
        session.says("* SEARCH 4").answersAtOnce("OK found");
        return String.join("\n", session.sentLines());
    }

    @Test
    void asMuchOfAMailComesDownAsItsNetworkIsGoodFor() {
        assertThat(commandForAMail(downloads(Download.HEADERS, null)))
                .startsWith("UID FETCH 4 ")
                .contains("BODY.PEEK[HEADER]")
                .doesNotContain("BODY.PEEK[]");
    }

    @Test
    void whereLargeMailsAreNotForThisNetworkTheirSizeIsAskedFirst() {
        assertThat(commandForAMail(downloads(null, 100_000L)))
                .startsWith("UID FETCH 4 ")
                .contains("RFC822.SIZE")
                .doesNotContain("BODY.PEEK");
    }

    @Test
    void theConnectionIsMadeAsTheBindingSays() {
        session.idleWith(3);
        Profile profile = server(Security.NONE);
        move(profile);
        assertThat(session.connected().binding().profile()).isEqualTo(profile);
    }

    @Test
    void whereTlsIsToBeStartedNothingSecretIsSaidBefore() {
        session.idleWith(3);
        move(server(Security.STARTTLS)).forget().connect().says("* OK [CAPABILITY IMAP4rev1 IDLE] hello");
        assertThat(session.lastEvent(SessionEvent.MoveFailed.class).kind()).isEqualTo(Failure.Kind.SECURITY);
        assertThat(session.sentLines()).isEmpty();
    }

    @Test
    void whereTheUsualServerStartsTlsAnotherNeedNot() {
        SessionScript secure = new SessionScript(new TestSettings().startTls().build());
        secure.start(null);
        secure.feed(new SessionInput.ChangeConnection(new Move(
                1, new Binding("wwan0", null, server(Security.TLS)), MoveMode.BREAK_BEFORE_MAKE, Duration.ZERO)));
        secure.forget().connect().says("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello");
        assertThat(secure.events().stream().filter(SessionEvent.MoveFailed.class::isInstance))
                .isEmpty();
        secure.is(SessionPhase.LOGGING_IN);
    }

    @Test
    void onePartOfAProfileLeavesTheOthersAsTheyAre() {
        SessionSettings settings = new TestSettings()
                .selection(new Selection(null, Download.FULL, 5))
                .build();
        assertThat(Profile.USUAL.selection(settings)).isSameAs(settings.selection());
        assertThat(downloads(Download.HEADERS, null).selection(settings).maxDownloadSize())
                .isEqualTo(5);
        assertThat(downloads(null, -1L).selection(settings)).isEqualTo(Selection.EVERYTHING);
        assertThat(server(Security.NONE).idleRenewal(settings)).isEqualTo(USUAL_RENEWAL);
    }

    @Test
    void noPasswordIsShown() {
        Binding binding =
                new Binding("wwan0", "10.0.0.5", new Profile(null, new Login("alice", "s3cret"), null, null, null));
        assertThat(List.of(binding.toString(), binding.profile().toString(), new Move(1, binding, null, null) + ""))
                .noneMatch(words -> words.contains("s3cret"));
        assertThat(new Binding("wwan0", null, server(Security.TLS))).hasToString("wwan0 to mobile.example.org:1143");
    }
}
