package org.camelpush.cops.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;

/** A request state, as the PEP sees it. */
final class RequestState {

    private static final long NOBODY = -1;

    private RequestMessage request;
    private List<Decision> decisions = List.of();
    private long asker = NOBODY;
    private boolean sent;
    private long mark;
    private boolean keep;
    private boolean resynchronizing;
    /** Who has decided on it; null where nobody has. */
    private LastPdpAddress pdp;

    /** In the order of the decisions; null until there is the first. */
    private Deque<Report> owed;

    /** Decisions that may be reported on, and need not be. */
    private int reportable;

    private boolean accounting;
    private boolean accounted;
    private long lastAccounting;

    /** What is asked now, and by whom. */
    void asked(RequestMessage message, long id, boolean keepIt) {
        request = message;
        asker = id;
        sent = true;
        keep = keepIt;
    }

    /** Something is to be asked when the client type is open. */
    void queued(long id) {
        asker = id;
        sent = false;
    }

    /** What an answer confirms. */
    void mark(long deletions) {
        mark = deletions;
    }

    long mark() {
        return mark;
    }

    /** True when the PDP has been asked, and what it holds is not known until it decides. */
    boolean isUndecided() {
        return isAsked() && sent;
    }

    /** The connection is gone; what was decided is kept for a while. */
    void disconnected() {
        resynchronizing = false;
        owed = null;
        reportable = 0;
        accounting = false;
    }

    /** Nobody holds it as it is here. */
    void outOfSync() {
        pdp = null;
    }

    LastPdpAddress pdp() {
        return pdp;
    }

    RequestMessage request() {
        return request;
    }

    boolean isAsked() {
        return asker != NOBODY;
    }

    /** RFC 2748 §3.2: no further request on this handle before the decision. */
    boolean isBusy() {
        return isAsked() || resynchronizing;
    }

    /** Who waits for the decision; nobody afterwards. */
    long takeAsker() {
        long id = asker;
        asker = NOBODY;
        return id;
    }

    /** RFC 2748 §3.3: a configuration has to be reported on, so its state cannot go before. */
    boolean isKept() {
        return keep || request.context().isConfiguration();
    }

    /**
     * The answer to what was asked. Whoever asked reports on it: on a configuration always, on all else perhaps.
     *
     * @return true when a report is owed
     */
    boolean decided(DecisionMessage message, LastPdpAddress by, long id) {
        changed(message, by);
        boolean configuration = request.context().isConfiguration();
        if (configuration) {
            owe().asker = id;
        } else {
            reportable++;
        }
        return configuration;
    }

    /** Those who were answered by decisions that will not be reported on any more. */
    void forEachUnreported(LongConsumer action) {
        if (owed != null) {
            owed.stream().filter(Report::isAsked).forEach(report -> action.accept(report.asker));
        }
    }

    /** This holds from now on. */
    void changed(DecisionMessage message, LastPdpAddress by) {
        decisions = message.decisions();
        resynchronizing &= !message.solicited();
        pdp = resynchronizing ? null : by;
    }

    /** A report that must go out, behind all that were owed before. */
    Report owe() {
        Report report = new Report();
        owed = owed == null ? new ArrayDeque<>(1) : owed;
        owed.add(report);
        return report;
    }

    /** False when no decision was expected. */
    boolean synchronizedAgain() {
        boolean expected = resynchronizing;
        resynchronizing = false;
        return expected;
    }

    /** The request was sent again because the PDP wants to be synchronized. */
    void resynchronize() {
        resynchronizing = true;
        outOfSync(); // RFC 2748 §2.5: not completely in sync until it is decided on
    }

    /** True for the decision that a synchronization brings again. */
    boolean knows(DecisionMessage message) {
        return resynchronizing && message.solicited() && message.decisions().equals(decisions);
    }

    /** The first report whose contents nobody has said; null where there is none. */
    Report unsaid() {
        return owed == null
                ? null
                : owed.stream()
                        .filter(report -> report.type == null)
                        .findFirst()
                        .orElse(null);
    }

    /** True for a report that may answer a decision; there is one for each at most. */
    boolean takeReportable() {
        boolean is = reportable > 0;
        reportable -= is ? 1 : 0;
        return is;
    }

    /** The next report that can go out; null where there is none. */
    Report takeReport() {
        return owed == null || owed.isEmpty() || owed.getFirst().type == null ? null : owed.removeFirst();
    }

    /** A report on a decision. */
    static final class Report {
        private ReportType type;
        private List<ClientInfo> clientInfo;
        private long asker = NOBODY;

        /** True when the decision answers somebody. */
        boolean isAsked() {
            return asker != NOBODY;
        }

        /** Who was answered by the decision. */
        long asker() {
            return asker;
        }

        /** What it says. */
        void is(ReportType what, List<ClientInfo> info) {
            type = what;
            clientInfo = info;
        }

        ReportType type() {
            return type;
        }

        List<ClientInfo> clientInfo() {
            return clientInfo;
        }
    }

    /** How long there may be no accounting report yet, in nanoseconds. */
    long accountingRest(long interval, long now) {
        return accounted ? lastAccounting + interval - now : 0;
    }

    /** True while a route says what is to be accounted for. */
    boolean isAccounting() {
        return accounting;
    }

    void accounting(boolean now) {
        accounting = now;
    }

    /** RFC 2748 §3.7: not more often than the PDP allows, in nanoseconds. */
    boolean mayAccount(long interval, long now) {
        if (accountingRest(interval, now) > 0) {
            return false;
        }
        accounted = true;
        lastAccounting = now;
        return true;
    }
}
