package org.camelpush.cops.net;

import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.session.PepFailure;

/** Hears, once, what became of something asked of a PEP, and perhaps what followed. Called on an event loop: must not block. */
public interface PepAnswer {

    /**
     * It was decided.
     *
     * @param kept true when its request state goes on at the PDP
     * @param owed true when it has to be reported on, and {@link #reported} or {@link #unreported} follows
     */
    void decided(DecisionMessage decision, boolean kept, boolean owed);

    /** The decision was reported on. */
    void reported(ReportType type);

    /** The decision will not be reported on any more. */
    void unreported(String why);

    /** It is done; there was nothing to decide. */
    void done();

    void failed(PepFailure failure);
}
