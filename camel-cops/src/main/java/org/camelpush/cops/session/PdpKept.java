package org.camelpush.cops.session;

import java.util.Map;

import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;

/** The request states of a client type whose connection is lost. Whoever takes it owns it. */
public final class PdpKept {

    private final LastPdpAddress at;
    private final Map<Handle, PdpRequestState> states;

    /**
     * @param at the address the PEP knew this PDP by
     */
    PdpKept(LastPdpAddress at, Map<Handle, PdpRequestState> states) {
        this.at = at;
        this.states = states;
    }

    /** True when the PEP has been with no other PDP since (RFC 2748 §2.5). */
    boolean isKnownTo(LastPdpAddress lastPdp) {
        return at.equals(lastPdp);
    }

    Map<Handle, PdpRequestState> states() {
        return states;
    }
}
