package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.session.SessionScript.fetch;

/** More mail than the route can take, or wants to. */
class HoldingBackTest {

    private final SessionScript session = new SessionScript();

    /** A session that has fetched mails from 4 on, so many. */
    private static SessionScript fetched(SessionScript session, int count) {
        session.idleWith(3).says("* " + (3 + count) + " EXISTS").answers("OK done");
        for (int i = 4; i < 4 + count; i++) {
            session.mail(i, i);
        }
        return session.answers("OK fetched").says("+ idling").forget();
    }

    @Test
    void aRouteThatFailsEverythingIsNotFedAnyMore() {
        SessionScript wide =
                new SessionScript(new TestSettings().maxInFlight(100).build());
        fetched(wide, 100);
        for (long uid = 4; uid < 104; uid++) {
            wide.fail(uid);
        }
        wide.forget().says("* 104 EXISTS").sendsNothing().is(SessionPhase.IDLE);
    }

    @Test
    void case36_tenThousandMailsAreFetchedInBoundedBatchesWhileTheRouteHasRoom() {
        SessionScript many =
                new SessionScript(new TestSettings().startFrom(StartFrom.ALL).build());
        many.start(null).select(10_000, 10_001);
        StringBuilder all = new StringBuilder("* SEARCH");
        for (int uid = 1; uid <= 10_000; uid++) {
            all.append(' ').append(uid);
        }
        many.forget().says(all.toString()).answers("OK found").sends(fetch("1:64"));
        for (int uid = 1; uid <= 64; uid++) {
            many.mail(uid, uid);
        }
        many.answers("OK fetched").sends("IDLE").says("+ idling").delivers(1L);
        assertThat(many.snapshot().waiting()).isEqualTo(63);
        for (long uid = 1; uid <= 31; uid++) {
            many.acknowledge(uid);
        }
        many.forget().after(Duration.ofMillis(500)).sendsNothing();
        many.acknowledge(32).sends("DONE").answers("OK done").sends(fetch("65:96"));
    }

    @Test
    void aScatteredBacklogNeverMakesACommandTooLong() {
        SessionScript many = new SessionScript(
                new TestSettings().startFrom(StartFrom.ALL).maxInFlight(1_000).build());
        many.start(null).select(2_000, 4_000_000_000L);
        StringBuilder all = new StringBuilder("* SEARCH");
        for (long i = 0; i < 2_000; i++) {
            all.append(' ').append(3_000_000_000L + 3 * i).append(' ').append(3_000_000_001L + 3 * i);
        }
        many.forget().says(all.toString()).answers("OK found");
        many.answers("OK nothing");
        // what did not come is asked for again in a search, as short
        many.sentLines().forEach(line -> assertThat(line).hasSizeLessThan(1_100));
        assertThat(many.sentLines()).hasSize(2);
    }

    @Test
    void nothingIsDeliveredWhileSuspended() {
        session.feed(new SessionInput.Suspend());
        session.start(new Cursor(7, 3, UidSet.of(2))).select(3, 4).is(SessionPhase.SUSPENDED);
        session.forget().says("* 4 EXISTS").sendsNothing();
        session.feed(new SessionInput.Resume()).sends(fetch("2")).mail(2, 2).delivers(2L);
    }

    @Test
    void aMailThatWasFetchedBeforeASuspensionWaitsAndIsDeliveredAfterwards() {
        fetched(session, 2).feed(new SessionInput.Suspend()).acknowledge(4).delivers(4L);
        session.sends("DONE").answers("OK done").sendsNothing().is(SessionPhase.SUSPENDED);
        session.after(Duration.ofSeconds(1))
                .sends("UID STORE 4 +FLAGS.SILENT (\\Seen)")
                .answers("OK stored");
        session.feed(new SessionInput.Resume()).delivers(4L, 5L);
    }

    @Test
    void aSuspendedConnectionIsProbedNowAndThen() {
        session.idleWith(3)
                .feed(new SessionInput.Suspend())
                .sends("DONE")
                .answers("OK done")
                .sendsNothing();
        session.after(Duration.ofMinutes(9))
                .sends("NOOP")
                .is(SessionPhase.SUSPENDED)
                .answers("OK")
                .sendsNothing();
        session.is(SessionPhase.SUSPENDED);
    }
}
