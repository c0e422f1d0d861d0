package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A session goes over to another connection, in each order and with each thing that can go wrong. */
class MovingTest {

    private static final Binding WIFI = new Binding("wlan0", null);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final SessionScript session = new SessionScript();

    private SessionScript move(MoveMode mode) {
        return session.feed(new SessionInput.ChangeConnection(new Move(1, WIFI, mode, DRAIN)));
    }

    private void moved() {
        assertThat(session.lastEvent(SessionEvent.Moved.class).binding()).isEqualTo(WIFI);
        assertThat(session.events().stream().filter(SessionEvent.MoveFailed.class::isInstance))
                .isEmpty();
    }

    private String failure() {
        assertThat(session.events().stream().filter(SessionEvent.Moved.class::isInstance))
                .isEmpty();
        return session.lastEvent(SessionEvent.MoveFailed.class).reason();
    }

    private Failure.Kind kind() {
        return session.lastEvent(SessionEvent.MoveFailed.class).kind();
    }

    @Test
    void leavesTheOldConnectionOnlyWhenTheNewOneIsWatched() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).select(3, 4).is(SessionPhase.IDLE);
        assertThat(session.connects()).isEqualTo(2);
        session.forget()
                .on(1)
                .says("* 4 EXISTS")
                .sends("DONE")
                .answers("OK done")
                .mail(4, 4);
        session.delivers(4L).acknowledge(4).answers("OK fetched");
        session.forget().on(2).says("+ idling");
        // what was done on the old connection may be news on the new one: it is looked into, and nothing is repeated
        session.on(1).answers("OK flagged").sends("LOGOUT", "DONE").answers("OK bye");
        moved();
        assertThat(session.closes()).isEqualTo(1);
        session.on(2).answers("OK done").sends("UID SEARCH UID 5:*").answers("OK nothing");
        session.sends("IDLE").says("+ idling").is(SessionPhase.IDLE).delivers(4L);
    }

    @Test
    void anIdleConnectionIsLeftAtOnce() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).select(3, 4).forget().says("+ idling");
        moved();
        session.sends("DONE").on(1).answers("OK done").sends("LOGOUT").answers("OK bye");
        session.is(SessionPhase.IDLE);
        assertThat(session.snapshot().generation()).isEqualTo(2);
    }

    @Test
    void mailThatCameDuringTheMoveIsFetchedOnTheNewConnection() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).select(4, 5).forget().says("+ idling");
        moved();
        session.sends("DONE", "DONE").on(2).answers("OK done").sends("UID SEARCH UID 4:*");
        session.says("* SEARCH 4").answersAtOnce("OK found").mail(4, 4).delivers(4L);
    }

    @Test
    void aConnectionThatTakesTooLongWithItsWorkIsClosed() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done"); // its FETCH is never answered
        move(MoveMode.MAKE_BEFORE_BREAK).select(3, 4).says("+ idling");
        session.after(DRAIN.minusMillis(1));
        assertThat(session.closes()).isZero();
        session.after(Duration.ofMillis(1));
        moved();
        assertThat(session.closes()).isEqualTo(1);
        assertThat(session.snapshot().generation()).isEqualTo(2);
    }

    @Test
    void aRefusedLoginLeavesEverythingAsItWas() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).connect().says("* OK [CAPABILITY IMAP4rev1] hello");
        session.feed(new SessionInput.CredentialsReady(2, "user", "password"));
        session.answers("NO [AUTHENTICATIONFAILED] not from there");
        assertThat(failure()).contains("not from there");
        assertThat(kind()).isEqualTo(Failure.Kind.AUTHENTICATION);
        session.is(SessionPhase.IDLE);
        assertThat(session.snapshot().generation()).isEqualTo(1);
        assertThat(session.snapshot().attempts()).isZero();
    }

    @Test
    void whereThereIsNoRoomForTwoTheOldConnectionIsLeftFirst() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).connect().says("* OK [CAPABILITY IMAP4rev1] hello");
        session.feed(new SessionInput.CredentialsReady(2, "user", "password"));
        session.answers("NO [LIMIT] one at a time").is(SessionPhase.CONNECTING);
        assertThat(session.connects()).isEqualTo(3);
        assertThat(session.closes()).isEqualTo(2);
        session.select(3, 4).says("+ idling");
        moved();
    }

    @Test
    void whereNoTurnComesForASecondConnectionTheOldOneIsLeftFirst() {
        session.idleWith(3).turnsComeLater();
        move(MoveMode.MAKE_BEFORE_BREAK).after(Duration.ofSeconds(30)).is(SessionPhase.QUEUED);
        session.turnComes().select(3, 4).says("+ idling");
        moved();
    }

    @Test
    void breaksFirstWhenTold() {
        session.idleWith(3);
        move(MoveMode.BREAK_BEFORE_MAKE).is(SessionPhase.CONNECTING);
        assertThat(session.closes()).isEqualTo(1);
        session.select(3, 4).says("+ idling");
        moved();
    }

    @Test
    void aConnectionThatIsBusyIsNotBrokenBeforeItIsFree() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done");
        move(MoveMode.BREAK_BEFORE_MAKE).is(SessionPhase.WORKING).mail(4, 4);
        assertThat(session.closes()).isZero();
        session.answersAtOnce("OK fetched").is(SessionPhase.CONNECTING).delivers(4L);
    }

    @Test
    void theNextConnectionTakesThePlaceOfOneThatIsLostMeanwhile() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).on(1).lose().is(SessionPhase.CONNECTING);
        session.on(2).select(4, 5);
        assertThat(session.sentLines()).last().isEqualTo("UID SEARCH UID 4:*");
    }

    @Test
    void aSessionWithoutConnectionMovesByConnecting() {
        session.idleWith(3).lose().is(SessionPhase.BACKING_OFF);
        move(MoveMode.MAKE_BEFORE_BREAK)
                .is(SessionPhase.CONNECTING)
                .select(3, 4)
                .says("+ idling");
        moved();
    }

    @Test
    void aMoveThatCannotConnectFailsOnce() {
        session.idleWith(3).lose();
        move(MoveMode.MAKE_BEFORE_BREAK).lose().is(SessionPhase.BACKING_OFF);
        assertThat(failure()).isEqualTo("reset");
        assertThat(kind()).isEqualTo(Failure.Kind.NETWORK);
    }

    private SessionScript moveNowhere(MoveMode mode) {
        return session.feed(new SessionInput.ChangeConnection(new Move(1, Binding.NOWHERE, mode, Duration.ZERO)));
    }

    @ParameterizedTest
    @EnumSource(MoveMode.class)
    void aSessionThatIsToBeNowhereTakesNobodysTurnAndConnectsWhenItMayAgain(MoveMode mode) {
        session.idleWith(3).turnsComeLater();
        moveNowhere(mode);
        assertThat(session.lastEvent(SessionEvent.Moved.class).binding()).isEqualTo(Binding.NOWHERE);
        assertThat(session.lastEvent(SessionEvent.Offline.class).failure().text())
                .isEqualTo("No network may be used");
        session.is(SessionPhase.OFFLINE).after(Duration.ofHours(1)).is(SessionPhase.OFFLINE);
        assertThat(session.connects()).isEqualTo(1);
        assertThat(session.closes()).isEqualTo(1);
        session.feed(new SessionInput.ChangeConnection(new Move(2, WIFI, MoveMode.BREAK_BEFORE_MAKE, DRAIN)))
                .is(SessionPhase.QUEUED)
                .turnComes()
                .select(3, 4)
                .says("+ idling");
        assertThat(session.lastEvent(SessionEvent.Moved.class).binding()).isEqualTo(WIFI);
    }

    @Test
    void whoeverAsksForAConnectionDoesNotGetOneWhereNoNetworkMayBeUsed() {
        session.idleWith(3).turnsComeLater();
        moveNowhere(MoveMode.BREAK_BEFORE_MAKE);
        session.feed(new SessionInput.NetworkChanged())
                .is(SessionPhase.OFFLINE)
                .feed(new SessionInput.Reconnect())
                .is(SessionPhase.OFFLINE)
                .feed(new SessionInput.Suspend())
                .feed(new SessionInput.Resume())
                .is(SessionPhase.OFFLINE);
        assertThat(session.connects()).isEqualTo(1);
        session.feed(new SessionInput.Stop()).is(SessionPhase.STOPPED);
    }

    /** It has not failed, however long it is so. */
    @Test
    void whereNoNetworkMayBeUsedNothingIsGivenUp() {
        SessionScript once = new SessionScript(new TestSettings().noReconnect().build());
        once.start(null)
                .feed(new SessionInput.ChangeConnection(
                        new Move(1, Binding.NOWHERE, MoveMode.BREAK_BEFORE_MAKE, Duration.ZERO)));
        once.after(Duration.ofHours(1)).is(SessionPhase.OFFLINE);
        once.feed(new SessionInput.ChangeConnection(new Move(2, WIFI, MoveMode.BREAK_BEFORE_MAKE, DRAIN)))
                .is(SessionPhase.CONNECTING);
    }

    /** Whoever asks for a connection while the old one ends its work would get it by the old network. */
    @Test
    void theConnectionIsClosedAtOnceWhereNoNetworkMayBeUsedAnyMore() {
        session.start(null).select(3, 4);
        session.feed(new SessionInput.ChangeConnection(
                new Move(1, Binding.NOWHERE, MoveMode.BREAK_BEFORE_MAKE, Duration.ofSeconds(20))));
        session.is(SessionPhase.OFFLINE).feed(new SessionInput.Reconnect()).is(SessionPhase.OFFLINE);
        assertThat(session.connects()).isEqualTo(1);
    }

    @Test
    void whatBeginsWhereNoNetworkMayBeUsedSaysSoAndConnectsNowhere() {
        SessionScript nowhere =
                new SessionScript(new TestSettings().binding(Binding.NOWHERE).build());
        nowhere.start(null).is(SessionPhase.OFFLINE);
        assertThat(nowhere.connects()).isZero();
        assertThat(nowhere.snapshot().lastFailure().text()).isEqualTo("No network may be used");
    }

    @Test
    void aStopEndsAMove() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).feed(new SessionInput.Stop());
        assertThat(failure()).contains("stopped");
        assertThat(kind()).isNull();
        session.on(1).answers("OK done").answers("OK bye").is(SessionPhase.STOPPED);
        assertThat(session.closes()).isEqualTo(2);
        session.feed(new SessionInput.ChangeConnection(new Move(2, WIFI, MoveMode.MAKE_BEFORE_BREAK, DRAIN)));
        assertThat(session.lastEvent(SessionEvent.MoveFailed.class).number()).isEqualTo(2);
    }

    @Test
    void theNextMoveTakesThePlaceOfOneUnderWay() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK);
        session.feed(new SessionInput.ChangeConnection(new Move(2, Binding.NONE, MoveMode.MAKE_BEFORE_BREAK, DRAIN)));
        assertThat(session.lastEvent(SessionEvent.MoveFailed.class).number()).isEqualTo(1);
        assertThat(session.connects()).isEqualTo(3);
        session.select(3, 4).says("+ idling");
        assertThat(session.lastEvent(SessionEvent.Moved.class).number()).isEqualTo(2);
    }

    @Test
    void aReconnectOnDemandEndsAMove() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).feed(new SessionInput.Reconnect()).is(SessionPhase.CONNECTING);
        assertThat(failure()).contains("new connection");
    }

    @Test
    void aFolderThatIsNumberedAnewIsBegunAnewAfterTheMove() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).connect().says("* OK [CAPABILITY IMAP4rev1 IDLE] hello");
        session.feed(new SessionInput.CredentialsReady(2, "user", "password")).answers("OK [CAPABILITY IDLE] in");
        session.says("* 1 EXISTS", "* OK [UIDVALIDITY 8] new", "* OK [UIDNEXT 2] next")
                .answers("OK selected");
        session.says("+ idling").answers("OK done").answers("OK nothing unseen");
        assertThat(session.lastEvent(SessionEvent.MailboxReset.class).newUidValidity())
                .isEqualTo(8);
    }

    @Test
    void aServerThatCannotPushIsMovedToAsWell() {
        session.idleWith(3);
        move(MoveMode.MAKE_BEFORE_BREAK).connect().says("* OK [CAPABILITY IMAP4rev1] hello");
        session.feed(new SessionInput.CredentialsReady(2, "user", "password")).answers("OK [CAPABILITY IMAP4rev1] in");
        session.says("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 4] ok")
                .answers("OK selected");
        moved();
        session.is(SessionPhase.POLLING);
    }
}
