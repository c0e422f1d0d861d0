package org.camelpush.cops.net;

import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.session.PdpFailure;

/** Hears, once, what became of something wanted of a PDP. Called on an event loop: must not block. */
public interface PdpAnswer {

    /** It is done, and nobody has to report on it. */
    void done();

    /** It is done, and the PEP says so, or says that it is not. */
    void reported(ReportMessage report);

    void failed(PdpFailure failure);
}
