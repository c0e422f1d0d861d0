package org.camelpush.cops.session;

/** What a PDP knows beyond one connection. Asked while an input is taken: must not block. */
public interface PdpRegistry {

    /** True when somebody decides for this client type. */
    boolean serves(int clientType);

    /** The connection is lost. What is kept is given back by {@link #take}, or is over behind stateTimeout. */
    void keep(PepKey pep, PdpKept kept);

    /** What is kept of this PEP, which is kept no longer then; null where there is nothing. */
    PdpKept take(PepKey pep);
}
