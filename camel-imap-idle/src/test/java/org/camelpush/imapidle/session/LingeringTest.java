package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between a fetch and IDLE the session waits a moment for the route. */
class LingeringTest {

    private final SessionScript session = new SessionScript();

    @BeforeEach
    void fetchAMail() {
        session.idleWith(3).says("* 4 EXISTS").answers("OK done").mail(4, 4).forget();
        session.answersAtOnce("OK fetched");
    }

    @Test
    void aQuickRouteCostsNoIdleThatEndsAtOnce() {
        session.sendsNothing().is(SessionPhase.WORKING);
        session.acknowledge(4).sends("UID STORE 4 +FLAGS.SILENT (\\Seen)");
        session.answersAtOnce("OK stored").sends("IDLE");
    }

    @Test
    void aSlowRouteIsNotWaitedFor() {
        session.after(Duration.ofMillis(19)).sendsNothing();
        session.after(Duration.ofMillis(1)).sends("IDLE");
    }

    @Test
    void whatIsAnnouncedMeanwhileIsFetchedAtOnce() {
        session.says("* 5 EXISTS").sends("UID FETCH 5:67 (UID FLAGS INTERNALDATE BODY.PEEK[])");
    }
}
