package org.camelpush.cops.net;

import java.net.SocketAddress;
import java.util.function.Consumer;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpNotice;

/** Who decides for some client types. Called on an event loop: must not block. */
public interface PdpHost {

    /**
     * Decides on a request.
     *
     * @param answer takes the decision, once, from any thread
     * @return hears, on the event loop, when nothing more follows on the request; null where nobody cares
     */
    Consumer<PdpEffect.Finished> decide(
            PepId pepId, SocketAddress peer, RequestMessage request, Consumer<CopsDecision> answer);

    /**
     * Hears what is no request.
     *
     * @param peer null where the PEP is gone
     * @param taken is run when notice has been taken, once, on any thread
     * @return false when it is of no interest, and {@code taken} will not be run
     */
    boolean tell(SocketAddress peer, PdpNotice notice, Runnable taken);
}
