package org.camelpush.cops.session;

import java.util.List;

import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.RequestMessage;

/** A request state, as the PEP sees it. */
final class RequestState {

    private static final long NOBODY = -1;

    private RequestMessage request;
    private List<Decision> decisions = List.of();
    private long asker = NOBODY;
    private boolean sent;
    private boolean keep;
    private boolean resynchronizing;
    /** Who has decided on it; null where nobody has. */
    private LastPdpAddress pdp;

    private int unreported;
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

    /** True when the PDP has been asked, and what it holds is not known until it decides. */
    boolean isUndecided() {
        return isAsked() && sent;
    }

    /** The connection is gone; what was decided is kept for a while. */
    void disconnected() {
        resynchronizing = false;
        unreported = 0;
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

    void decided(DecisionMessage message, LastPdpAddress by) {
        decisions = message.decisions();
        pdp = by;
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
