package org.camelpush.cops.session;

import java.util.List;

import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.RequestMessage;

/** A request state that the PDP knows, as the PEP sees it. */
final class RequestState {

    private static final long NOBODY = -1;

    private RequestMessage request;
    private List<Decision> decisions = List.of();
    private long asker = NOBODY;
    private boolean keep;
    private boolean resynchronizing;
    private int unreported;
    private boolean accounted;
    private long lastAccounting;

    /** What is asked now, and by whom. */
    void asked(RequestMessage message, long id, boolean keepIt) {
        request = message;
        asker = id;
        keep = keepIt;
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

    void decided(DecisionMessage message) {
        decisions = message.decisions();
        resynchronizing = false;
        unreported++;
    }

    /** Another decision came that has to be reported on. */
    void decisionCame() {
        unreported++;
    }

    void synchronizedAgain() {
        resynchronizing = false;
    }

    /** The request was sent again because the PDP wants to be synchronized. */
    void resynchronize() {
        resynchronizing = true;
    }

    /** True for the decision that a synchronization brings again. */
    boolean knows(DecisionMessage message) {
        return resynchronizing && message.solicited() && message.decisions().equals(decisions);
    }

    /** True for a report that answers a decision; there is one for each at most. */
    boolean takeReport() {
        if (unreported == 0) {
            return false;
        }
        unreported--;
        return true;
    }

    /** RFC 2748 §3.7: not more often than the PDP allows, in nanoseconds. */
    boolean mayAccount(long interval, long now) {
        if (accounted && now - lastAccounting < interval) {
            return false;
        }
        accounted = true;
        lastAccounting = now;
        return true;
    }
}
