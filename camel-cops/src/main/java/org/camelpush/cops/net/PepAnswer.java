package org.camelpush.cops.net;

import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.session.PepFailure;

/** Hears, once, what became of something asked of a PEP. Called on an event loop: must not block. */
public interface PepAnswer {

    /**
     * It was decided.
     *
     * @param kept true when its request state goes on at the PDP
     */
    void decided(DecisionMessage decision, boolean kept);

    /** It is done; there was nothing to decide. */
    void done();

    void failed(PepFailure failure);
}
