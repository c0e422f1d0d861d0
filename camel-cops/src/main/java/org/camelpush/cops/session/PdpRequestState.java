package org.camelpush.cops.session;

import java.util.ArrayDeque;
import java.util.Deque;

import org.camelpush.cops.message.Context;

/** A request state, as the PDP sees it: what is asked on it, and what it is owed. */
final class PdpRequestState {

    private final Deque<PdpRequest> asked = new ArrayDeque<>(1);
    /** Reports on configurations, in the order of their decisions; null until there is the first. */
    private Deque<PdpAwaited.Entry> owed;

    /** Decisions that may be reported on, and need not be. */
    private int reportable;

    /** Of the request that was decided last; null where none was. */
    private Context context;

    private boolean decided;
    private boolean seen;

    Deque<PdpRequest> asked() {
        return asked;
    }

    void ask(PdpRequest request) {
        asked.add(request);
        seen = true;
    }

    /** A decision goes out that need not be reported on. */
    void decided() {
        decided = true;
        reportable++;
    }

    /** A decision goes out that must be reported on. */
    void decided(PdpAwaited.Entry report) {
        decided = true;
        owed = owed == null ? new ArrayDeque<>(1) : owed;
        owed.add(report);
    }

    void context(Context last) {
        context = last;
    }

    Context context() {
        return context;
    }

    boolean isDecided() {
        return decided;
    }

    /** True when there is a decision that a solicited report can answer. */
    boolean isReportable() {
        return reportable > 0 || owed != null && !owed.isEmpty();
    }

    /** The report that must come and has come; null when it only might. */
    PdpAwaited.Entry takeReport() {
        if (owed != null && !owed.isEmpty()) {
            return owed.removeFirst();
        }
        reportable--;
        return null;
    }

    /** It has not come in time. */
    void gaveUp(PdpAwaited.Entry report) {
        owed.remove(report);
    }

    Deque<PdpAwaited.Entry> owed() {
        return owed == null ? new ArrayDeque<>(0) : owed;
    }

    /** The connection is lost. */
    void disconnected() {
        asked.clear();
        owed = null;
        reportable = 0;
    }

    /** A synchronization begins; what is undecided now is not asked again by it. */
    void synchronizing() {
        seen = !asked.isEmpty();
    }

    /** True when the PEP has spoken of it since the synchronization began. */
    boolean isSeen() {
        return seen;
    }
}
