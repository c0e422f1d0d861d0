package org.camelpush.cops.net;

import java.net.SocketAddress;
import java.util.function.Consumer;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;

/** What a PDP needs from its surroundings. */
public interface PdpHost {

    /**
     * Decides on a request. Called on an event loop: must not block.
     *
     * @param answer takes the decision, once, from any thread
     */
    void decide(PepId pepId, SocketAddress peer, RequestMessage request, Consumer<CopsDecision> answer);
}
