package org.camelpush.imapidle.session;

import java.util.function.Function;

/** Says what comes next whenever the connection is free. The order of the questions is the order of importance. */
final class Planner {

    /** What a free connection can be used for. */
    enum Step {
        LOG_OUT(LoggingOut::new),
        SETTLE(Settling::new),
        SUSPEND(Suspended::new),
        VERIFY(Verifying::new),
        RESYNC(Resyncing::new),
        MAP(Mapping::new),
        MEASURE(Measuring::new),
        FETCH(Fetching::new),
        LOOK(Looking::new),
        FETCH_NEWS(FetchingNews::new),
        POSITION(Positioning::new),
        HOLD(Holding::new),
        LINGER(Lingering::new),
        NOTIFY(Notifying::new),
        SURVEY(Surveying::new),
        LEND(Lending::new),
        LEAVE(Lodging::new),
        IDLE(Idling::new),
        WAIT(Waiting::new);

        private final Function<MailboxSession, SessionState> state;

        Step(Function<MailboxSession, SessionState> state) {
            this.state = state;
        }

        /** True for what brings mails, or says whether there are any. */
        boolean isWork() {
            return this == VERIFY || this == MEASURE || this == FETCH || this == LOOK || this == FETCH_NEWS;
        }

        SessionState newState(MailboxSession session) {
            return state.apply(session);
        }
    }

    private final MailboxSession session;

    Planner(MailboxSession session) {
        this.session = session;
    }

    Step next() {
        if (session.isBesideActive()) {
            return nextBeside();
        }
        Step own = own();
        return session.guest().isVisiting()
                ? session.guest().onVisit(own)
                : session.company().insteadOf(own);
    }

    /** Where the connection is no other folder's business. */
    private Step own() {
        Settlement settlement = session.deliveries.settlement();
        if (session.isStopping()) {
            boolean owed =
                    !settlement.isEmpty() && !session.connection().folder().isPositionDue();
            return owed ? Step.SETTLE : Step.LOG_OUT;
        }
        if (session.connection().folder().isPositionDue()) {
            return Step.POSITION;
        }
        if (session.changes().isMapDue()) {
            return Step.MAP;
        }
        if (session.changes().isResyncDue()) {
            return Step.RESYNC;
        }
        if (isSettlementDue(settlement)) {
            return Step.SETTLE;
        }
        if (session.isSuspended()) {
            return Step.SUSPEND;
        }
        return session.ledger().hasMissing() ? Step.VERIFY : nextLook();
    }

    /** During a move: the old connection is left, the next one watches the folder and touches nothing. */
    private Step nextBeside() {
        if (session.moving().isRetiring()) {
            return Step.LOG_OUT;
        }
        boolean mayIdle = session.connection().pace().mayIdle(session.now());
        return session.connection().canPush() && mayIdle ? Step.IDLE : Step.HOLD;
    }

    private Step nextLook() {
        Ledger ledger = session.ledger();
        SelectedFolder folder = session.connection().folder();
        Pace pace = session.connection().pace();
        if (ledger.room() > 0) {
            if (ledger.hasToFetch()) {
                return session.connection().selection().isBySize() ? Step.MEASURE : Step.FETCH;
            }
            boolean searched = session.settings.selection().isSearched()
                    || !session.settings.events().messages();
            boolean searchDue = folder.isSearchDue() || folder.hasNews() && searched;
            if (session.connection().isReconcileDue() || searchDue && pace.mayLook(session.now())) {
                return Step.LOOK;
            }
            if (folder.hasNews() && !searchDue) {
                return Step.FETCH_NEWS;
            }
        }
        if (!session.connection().canPush() || !pace.mayIdle(session.now())) {
            return Step.WAIT;
        }
        // a quick route is done with what was just fetched before IDLE would have begun
        return !ledger.isQuiet() && pace.mayLinger(session.now()) ? Step.LINGER : Step.IDLE;
    }

    /** Not after each mail of many: when the route has no more, when there are many, or when the first waits long. */
    private boolean isSettlementDue(Settlement settlement) {
        Ledger ledger = session.ledger();
        boolean batchEnded = ledger.isQuiet() && (!ledger.hasToFetch() || session.isSuspended());
        return !settlement.isEmpty() && (batchEnded || settlement.isFull() || settlement.isOverdue());
    }
}
