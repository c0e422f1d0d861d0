package org.camelpush.imapidle.session;

/** Says what comes next whenever the connection is free. The order of the questions is the order of importance. */
final class Planner {

    /** What a free connection can be used for. */
    enum Step {
        LOG_OUT,
        SETTLE,
        SUSPEND,
        VERIFY,
        FETCH,
        LOOK,
        FETCH_NEWS,
        IDLE,
        WAIT
    }

    private final MailboxSession session;

    Planner(MailboxSession session) {
        this.session = session;
    }

    Step next() {
        if (session.isStopping()) {
            return session.settlement().isEmpty() ? Step.LOG_OUT : Step.SETTLE;
        }
        if (isSettlementDue()) {
            return Step.SETTLE;
        }
        if (session.isSuspended()) {
            return Step.SUSPEND;
        }
        return session.ledger().hasMissing() ? Step.VERIFY : nextLook();
    }

    private Step nextLook() {
        Ledger ledger = session.ledger();
        SelectedFolder folder = session.folder();
        if (ledger.room() > 0) {
            if (ledger.hasToFetch()) {
                return Step.FETCH;
            }
            if (session.isReconcileDue() || folder.isSearchDue() && session.mayLook()) {
                return Step.LOOK;
            }
            if (folder.hasNews() && session.mayLook()) {
                return Step.FETCH_NEWS;
            }
        }
        return session.mayIdle() ? Step.IDLE : Step.WAIT;
    }

    /** Not after each mail of many: when the route has no more, when there are many, or when the first waits long. */
    private boolean isSettlementDue() {
        Settlement settlement = session.settlement();
        boolean batchEnded = session.ledger().isQuiet()
                && (!session.ledger().hasToFetch() || session.isSuspended());
        return !settlement.isEmpty() && (batchEnded || settlement.isFull() || settlement.isOverdue());
    }
}
