package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The end of a session. */
class StoppingTest {

    private final SessionScript session = new SessionScript();

    private void stop() {
        session.feed(new SessionInput.Stop());
    }

    private void isOver() {
        session.is(SessionPhase.STOPPED);
        assertThat(session.events())
                .filteredOn(SessionEvent.Stopped.class::isInstance)
                .hasSize(1);
        for (SessionTimer timer : SessionTimer.values()) {
            assertThat(session.timer(timer)).as(timer.name()).isNull();
        }
        assertThat(session.closes()).isEqualTo(session.connects());
    }

    @Test
    void endsIdleAndSaysGoodbye() {
        session.idleWith(3);
        stop();
        session.sends("DONE").answers("OK done").sends("LOGOUT").says("* BYE");
        isOver();
    }

    @Test
    void aTaggedAnswerToLogoutIsEnough() {
        session.idleWith(3);
        stop();
        session.answers("OK done").answers("OK bye");
        isOver();
    }

    @Test
    void case32_whatWasNotAcknowledgedStaysUnflaggedAndPending() {
        session.idleWith(3)
                .says("* 6 EXISTS")
                .answers("OK done")
                .mail(4, 4)
                .mail(5, 5)
                .mail(6, 6)
                .acknowledge(4);
        session.answers("OK fetched").says("+ idling").forget();
        stop();
        session.sends("DONE")
                .answers("OK done")
                .sends("UID STORE 4 +FLAGS.SILENT (\\Seen)")
                .answers("OK stored");
        session.sends("LOGOUT").answers("OK bye").saves("7 6 5:6");
        isOver();
        assertThat(session.body(4).releases()).isZero();
        assertThat(session.body(6).releases()).isEqualTo(1);
        session.delivers(4L, 5L);
    }

    @Test
    void nothingIsDeliveredAfterAStop() {
        session.idleWith(3).says("* 5 EXISTS").answers("OK done").mail(4, 4);
        stop();
        session.mail(5, 5).acknowledge(4).answers("OK fetched").delivers(4L);
    }

    @Test
    void aServerThatDoesNotAnswerHasFourSeconds() {
        session.idleWith(3);
        stop();
        session.after(Duration.ofMillis(3_999)).is(SessionPhase.IDLE).after(Duration.ofMillis(1));
        isOver();
    }

    @Test
    void aConnectionLostWhileStoppingIsTheEnd() {
        session.idleWith(3);
        stop();
        session.lose();
        isOver();
    }

    @Test
    void whileConnectingItEndsAtOnce() {
        session.start(null);
        stop();
        isOver();
    }

    @Test
    void whileBackingOffItEndsAtOnce() {
        session.idleWith(3).lose();
        stop();
        isOver();
    }

    @Test
    void beforeTheStartItEndsAtOnceAndIsNotStartedLater() {
        stop();
        isOver();
        session.start(null);
        isOver();
    }

    @Test
    void theSecondStopChangesNothing() {
        session.idleWith(3);
        stop();
        session.after(Duration.ofSeconds(3));
        stop();
        session.after(Duration.ofSeconds(1));
        stop();
        isOver();
    }

    @Test
    void afterTheEndNothingHappensAnyMore() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").mail(4, 4).answers("OK fetched");
        session.says("+ idling").forget();
        stop();
        session.after(Duration.ofSeconds(4)).forget();
        session.feed(new SessionInput.Reconnect())
                .feed(new SessionInput.Start())
                .acknowledge(4);
        session.feed(new SessionInput.Resume()).sendsNothing();
        assertThat(session.snapshot().counters().acknowledged()).isZero();
        isOver();
    }

    @Test
    void aReconnectWhileStoppingChangesNothing() {
        session.idleWith(3);
        stop();
        session.feed(new SessionInput.Reconnect()).forget().answers("OK done").answers("OK bye");
        isOver();
    }

    @Test
    void aStopWhileTheFolderIsOpenedWaitsForNoMoreThanItHasTo() {
        session.start(null).connect().says("* PREAUTH [CAPABILITY IDLE] hello").forget();
        stop();
        session.says("* 0 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 1] ok")
                .answers("OK selected");
        session.sends("LOGOUT");
    }
}
