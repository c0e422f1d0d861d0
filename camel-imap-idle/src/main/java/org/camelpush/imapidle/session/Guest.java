package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.Response;

/**
 * How a session lives without a connection of its own: another folder's session tells it of news, and lends it its
 * connection (docs/adr/0017-folders-share-connections.md).
 */
final class Guest {

    /** Windows of mails that one visit may fetch, while others wait. */
    private static final int MAX_WORK = 4;

    /** Visits in a row that may find nothing before the next has to wait. */
    private static final int FREE_VISITS = 2;

    private final MailboxSession session;
    private final Effects effects;
    private boolean member;
    private boolean lodging;
    private boolean hostWatches;
    private boolean hostPushes;
    private boolean asked;
    private int worked;
    /** Visits in a row that were made for news, and found nothing. */
    private int fruitless;

    private long highBefore;
    private boolean newsCame;
    private boolean forNews;
    /** UIDNEXT of the last news, and of those that a visit has looked for, in that numbering. */
    private long newsUpTo;

    private long soughtUpTo;
    private long lookedUpTo;
    private long lookedValidity;
    private boolean pausing;

    Guest(MailboxSession session, Effects effects) {
        this.session = session;
        this.effects = effects;
    }

    /** True for a session that has no connection of its own. */
    boolean isLodging() {
        return lodging;
    }

    void lodge() {
        if (lodging) {
            return;
        }
        member = true;
        lodging = true;
        asked = false;
        hostWatches = false;
        if (!session.deliveries.ledger().hasBegun()) {
            session.connection().folder().positionDue();
        }
        session.connection().folder().searchDue();
        if (session.state() instanceof Queued || session.state() instanceof Offline) {
            session.connection().close();
            session.become(new Lodging(session));
        }
    }

    /** True for a folder that has lodged, and may again. */
    boolean isMember() {
        return member;
    }

    /** The server has no room for a connection of this folder: true when there is a host to go to. */
    boolean goesToHost(Failure failure) {
        if (!member || session.company().isHost()) {
            return false;
        }
        effects.report(new SessionEvent.NoRoom(failure));
        effects.share(new SharingNote.NoRoom());
        lodge();
        return true;
    }

    /** Nobody does anything for it any more. */
    void leaveForGood() {
        lodging = false;
        member = false;
    }

    /** From here on by a connection of its own. */
    void leaveHost() {
        if (!lodging) {
            return;
        }
        lodging = false;
        if (session.state() instanceof Lodging) {
            session.recovery().connect();
        }
    }

    void hostWatches(boolean watches, boolean pushed) {
        hostWatches = watches;
        hostPushes = pushed;
        asked &= watches;
        if (watches && lodging) {
            session.connection().heardOfBy(session.now());
        }
    }

    boolean isWatched() {
        return hostWatches;
    }

    boolean isPushed() {
        return hostPushes;
    }

    /** The host's server says how the folder is. */
    void news(Response.MailboxStatus status) {
        if (!lodging) {
            return;
        }
        SelectedFolder folder = session.connection().folder();
        Ledger ledger = session.deliveries.ledger();
        boolean known = status != null
                && status.uidNext() > 0
                && status.uidNext() <= Math.max(ledger.high() + 1, lookedUpTo())
                && (status.uidValidity() == 0 || status.uidValidity() == ledger.uidValidity());
        newsUpTo = status == null ? 0 : status.uidNext();
        if (known || pausing) {
            return;
        }
        newsCame = true;
        session.deliveries.noticed(session.now());
        if (!hostPushes || fruitless <= FREE_VISITS || !(session.state() instanceof Lodging)) {
            folder.searchDue();
        } else {
            pausing = true; // an odd server must not make a busy loop
            session.stateTimer(
                    Duration.ofNanos(Pace.pause(fruitless - FREE_VISITS - 1, session.settings.pollInterval())));
        }
    }

    /** Asks for the host's connection, once. */
    void want() {
        if (!asked && hostWatches) {
            asked = true;
            effects.share(new SharingNote.Wants());
        }
    }

    void visit(Loan loan) {
        asked = false;
        if (!lodging || !(session.state() instanceof Lodging)) {
            effects.share(new SharingNote.GivesBack(loan, null));
            return;
        }
        worked = 0;
        soughtUpTo = newsUpTo;
        highBefore = session.ledger().high();
        forNews = newsCame;
        newsCame = false;
        session.connection().visit(loan, session.now());
        session.become(new Selecting(session));
    }

    /** On a visit everything was looked at. */
    void leaves() {
        SelectedFolder folder = session.connection().folder();
        if (!folder.isSearchDue() && !folder.hasNews()) {
            lookedUpTo = Math.max(soughtUpTo, folder.uidNext());
            lookedValidity = folder.uidValidity();
        }
        if (session.ledger().high() != highBefore) {
            fruitless = 0;
        } else if (forNews) {
            fruitless++;
        }
        session.recovery().outage().watched(hostPushes, session.now());
    }

    private long lookedUpTo() {
        return lookedValidity == session.ledger().uidValidity() ? lookedUpTo : 0;
    }

    /** It may be looked again. */
    void paused() {
        pausing = false;
    }

    void visitOver() {
        if (isVisiting()) {
            session.connection().visitOver();
            session.connection().folder().searchDue();
            session.become(new Lodging(session));
        }
    }

    boolean isVisiting() {
        return session.connection().isLent();
    }

    /** What is to be done on a visit where the session would do this with a connection of its own. */
    Planner.Step onVisit(Planner.Step own) {
        boolean more = own == Planner.Step.SETTLE
                || own == Planner.Step.POSITION
                || own == Planner.Step.LINGER
                || own.isWork() && worked < MAX_WORK;
        return more ? own : Planner.Step.LEAVE;
    }

    void chosen(Planner.Step step) {
        worked += step.isWork() ? 1 : 0;
    }
}
