package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.Optional;

import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.UidSet;

/** Brings mails to the route, takes back what came of them, and keeps the position; independent of connections. */
final class Deliveries {

    /** How long an acknowledged mail waits for others before the server is told. */
    static final Duration SETTLE_DELAY = Duration.ofSeconds(1);

    private final SessionSettings settings;
    private final Effects effects;
    private final Timers timers;
    private final Tally tally;
    private final Ledger ledger;
    private final Settlement settlement;
    private final Changes changes;
    private long noticedAt;
    private boolean saving;
    /** Mails done with since the position was last taken, and those in the position that is being saved. */
    private int unsaved;

    private int beingSaved;
    private boolean positionKnown;

    Deliveries(SessionSettings settings, Effects effects, Timers timers, Tally tally) {
        this.settings = settings;
        this.effects = effects;
        this.timers = timers;
        this.tally = tally;
        ledger = new Ledger(settings);
        settlement = new Settlement(settings.after());
        changes = new Changes(settings, ledger, effects);
    }

    Ledger ledger() {
        return ledger;
    }

    Settlement settlement() {
        return settlement;
    }

    Changes changes() {
        return changes;
    }

    /** The saved position is read, null where there is none. */
    void restore(Cursor cursor) {
        positionKnown = true;
        if (cursor != null) {
            changes.restore(cursor);
            ledger.restore(settings.events().messages() ? cursor : cursor.withoutPending());
        }
    }

    /** The connection has opened the folder, and told already what changed since the last one, or not. */
    void opened(Connection connection, boolean caughtUp) {
        settlement.readOnly(connection.folder().isReadOnly());
        changes.opened(connection.folder(), connection.agreement().isQresync(), caughtUp);
    }

    /** The mails come from here on from this connection, which has had the folder open beside the last one. */
    void goOnIn(Connection connection) {
        SelectedFolder folder = connection.folder();
        if (!ledger.hasBegun() || folder.uidValidity() != ledger.uidValidity()) {
            settlement.clear();
            folder.positionDue();
        } else if (folder.uidNext() != ledger.high() + 1) {
            folder.searchDue();
        }
        changes.opening(connection.agreement().isQresync());
        opened(connection, false);
    }

    boolean isPositionKnown() {
        return positionKnown;
    }

    /** The server has said that there is something new, or may be. */
    void noticed(long now) {
        noticedAt = now;
    }

    /** Takes up a position where there is none, or where the old one is void. */
    void begin(long uidValidity, long high, UidSet wanted) {
        if (ledger.hasBegun()) {
            tally.resets++;
            settlement.clear();
            timers.cancel(SessionTimer.SETTLE);
            timers.cancel(SessionTimer.REDELIVERY);
            effects.report(new SessionEvent.MailboxReset(ledger.uidValidity(), uidValidity));
        }
        ledger.begin(uidValidity, high, wanted).forEach(effects::release);
    }

    /** Takes a mail that was fetched, unless somebody marked it as deleted or it is not wanted (any more). */
    void take(FetchedMail mail) {
        changes.fetched(mail);
        if (mail.flags().contains("\\Deleted")) {
            ledger.gone(mail.uid());
            effects.release(mail.body());
        } else if (!ledger.fetched(mail, noticedAt)) {
            effects.release(mail.body());
        }
    }

    /**
     * Gives the route as much as it has room for. A mail fills it until a position taken after it is kept, so that a
     * crash repeats few.
     */
    void deliver() {
        for (Optional<PushedMail> mail = nextDelivery(); mail.isPresent(); mail = nextDelivery()) {
            tally.delivered++;
            effects.add(new SessionEffect.Deliver(mail.get()));
        }
    }

    private Optional<PushedMail> nextDelivery() {
        return ledger.nextDelivery(unsaved + beingSaved);
    }

    void acknowledged(long uidValidity, long uid, boolean success, long now) {
        switch (ledger.acknowledged(uidValidity, uid, success, now)) {
            case DONE -> {
                tally.acknowledged++;
                unsaved++;
                settlement.processed(uid);
                settleLater();
            }
            case PARKED -> {
                tally.failed++;
                redeliverLater(now);
            }
            case GIVEN_UP -> {
                tally.failed++;
                tally.givenUp++;
                settlement.givenUp(uid);
                settleLater();
                effects.report(new SessionEvent.DeliveryGivenUp(
                        uid, settings.redelivery().maxAttempts()));
            }
            case UNKNOWN -> {
                // numbered anew meanwhile, or answered before
            }
        }
    }

    /** Failed mails whose time has come. */
    void redeliver(long now) {
        ledger.redeliver(now);
        redeliverLater(now);
    }

    void redeliverLater(long now) {
        ledger.nextRedelivery(now).ifPresent(delay -> timers.set(SessionTimer.REDELIVERY, delay));
    }

    void settleLater() {
        if (!settlement.isEmpty() && !settlement.isOverdue() && !timers.isRunning(SessionTimer.SETTLE)) {
            timers.set(SessionTimer.SETTLE, SETTLE_DELAY);
        }
    }

    void saveCursor() {
        if (!saving) {
            ledger.takeCursor().ifPresent(cursor -> {
                saving = true;
                beingSaved = unsaved;
                unsaved = 0;
                effects.add(new SessionEffect.SaveCursor(changes.with(cursor)));
            });
        }
    }

    void cursorSaved() {
        saving = false;
        beingSaved = 0;
    }

    /** Nothing will be delivered any more. */
    void end() {
        ledger.takeBack().forEach(effects::release);
    }
}
