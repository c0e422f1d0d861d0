package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server is told of acknowledged mails. */
class SettlingTest {

    private SessionScript session;

    /** A session that has three mails, 4 to 6, acknowledged so far as is said. */
    private void idle(AfterDelivery after, long... acknowledged) {
        session =
                new SessionScript(new TestSettings().after(after).maxInFlight(3).build());
        session.idleWith(3)
                .says("* 6 EXISTS")
                .answers("OK done")
                .mail(4, 4)
                .mail(5, 5)
                .mail(6, 6);
        session.answers("OK fetched").says("+ idling").forget();
        for (long uid : acknowledged) {
            session.acknowledge(uid);
        }
    }

    private static AfterDelivery seen() {
        return new AfterDelivery(true, false, null, null, null);
    }

    @Test
    void aFlagWaitsASecondForOthers() {
        idle(seen(), 4);
        session.after(Duration.ofMillis(999)).sendsNothing();
        session.acknowledge(5).after(Duration.ofMillis(1)).sends("DONE").answers("OK done");
        session.sends("UID STORE 4:5 +FLAGS.SILENT (\\Seen)");
    }

    @Test
    void theLastMailIsFlaggedAtOnce() {
        idle(seen(), 4, 5, 6);
        session.sends("DONE")
                .answers("OK done")
                .sends("UID STORE 4:6 +FLAGS.SILENT (\\Seen)")
                .answers("OK stored");
        session.sends("IDLE");
    }

    @Test
    void case33_aReadOnlyFolderIsLeftAsItIs() {
        session = new SessionScript();
        session.start(new Cursor(7, 3, new UidSet())).connect().says("* PREAUTH [CAPABILITY IDLE] hello");
        session.says("* 4 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [UIDNEXT 5] ok")
                .answers("OK [READ-ONLY] ok");
        session.says("* SEARCH 4")
                .answers("OK found")
                .mail(4, 4)
                .answers("OK fetched")
                .says("+ idling")
                .forget();
        session.acknowledge(4)
                .saves("7 4 -")
                .after(Duration.ofSeconds(2))
                .sendsNothing()
                .is(SessionPhase.IDLE);
    }

    @Test
    void movesWithMove() {
        idle(new AfterDelivery(true, false, "Copies", "Done", null), 4, 5, 6);
        session.forget().answers("OK done").sends("UID COPY 4:6 \"Copies\"").answers("OK copied");
        session.sends("UID STORE 4:6 +FLAGS.SILENT (\\Seen)").answers("OK stored");
        session.sends("UID MOVE 4:6 \"Done\"").answers("OK moved").sends("IDLE");
    }

    @Test
    void deletesJustTheseMails() {
        idle(new AfterDelivery(false, true, null, null, null), 4, 5, 6);
        session.forget()
                .answers("OK done")
                .sends("UID STORE 4:6 +FLAGS.SILENT (\\Deleted)")
                .answers("OK stored");
        session.sends("UID EXPUNGE 4:6")
                .says("* 4 EXPUNGE", "* 4 EXPUNGE", "* 4 EXPUNGE")
                .answers("OK expunged");
        session.sends("IDLE");
    }

    @Test
    void aMailThatCouldNotBeCopiedIsNotDeleted() {
        idle(new AfterDelivery(false, true, "Copies", null, null), 4, 5, 6);
        session.forget().answers("OK done").sends("UID COPY 4:6 \"Copies\"").answers("NO [TRYCREATE] no such folder");
        session.sends("IDLE");
        SessionEvent.NotSettled event = session.lastEvent(SessionEvent.NotSettled.class);
        assertThat(event.command()).isEqualTo("UID COPY 4:6 \"Copies\"");
        assertThat(event.reason()).contains("no such folder");
    }

    @Test
    void aCopyThatWasMadeIsNotMadeAgainAfterAReconnect() {
        idle(new AfterDelivery(true, false, "Copies", null, null), 4, 5, 6);
        session.forget().answers("OK done").sends("UID COPY 4:6 \"Copies\"").answers("OK copied");
        session.lose().after(Duration.ofSeconds(4)).select(6, 7);
        session.forget().answers("OK stored").sends("IDLE");
    }

    @Test
    void whatIsGivenUpWhileOthersAreFlaggedIsMovedAfterwards() {
        AfterDelivery after = new AfterDelivery(true, false, null, null, "Dead");
        session = new SessionScript(
                new TestSettings().after(after).maxInFlight(2).maxAttempts(1).build());
        session.idleWith(3)
                .says("* 5 EXISTS")
                .answers("OK done")
                .mail(4, 4)
                .mail(5, 5)
                .answers("OK fetched");
        session.says("+ idling")
                .acknowledge(4)
                .forget()
                .after(Duration.ofSeconds(1))
                .sends("DONE")
                .answers("OK done");
        session.sends("UID STORE 4 +FLAGS.SILENT (\\Seen)").fail(5).answers("OK stored");
        session.sends("UID MOVE 5 \"Dead\"").answers("OK moved").sends("IDLE");
    }

    @Test
    void whenTheyAre256MailsAreFlaggedWithoutWaitingForMore() {
        session = new SessionScript(new TestSettings().maxInFlight(400).build());
        session.idleWith(3).says("* 303 EXISTS").answers("OK done");
        for (int i = 4; i <= 303; i++) {
            session.mail(i, i);
        }
        session.answers("OK fetched").says("+ idling").forget();
        for (long uid = 4; uid < 259; uid++) {
            session.acknowledge(uid);
        }
        session.sendsNothing().acknowledge(259).sends("DONE").answers("OK done");
        session.sends("UID STORE 4:259 +FLAGS.SILENT (\\Seen)");
    }
}
