package org.camelpush.cops.security;

/**
 * What a PEP that would like TLS, but can do without, has learnt of a PDP on earlier connections. Not thread-safe: it goes with
 * the event loop of its PEP.
 */
public final class TlsMemory {

    private boolean refused;

    void refused() {
        refused = true;
    }

    void wanted() {
        refused = false;
    }

    boolean hasRefused() {
        return refused;
    }
}
