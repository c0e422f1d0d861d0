package org.camelpush.cops.net;

import java.util.LinkedHashMap;
import java.util.Map;

import org.camelpush.cops.security.TlsMemory;
import org.camelpush.cops.session.PdpAddress;

/**
 * What a PEP has learnt about the TLS of each of its PDPs: what one of them cannot do says nothing of the others. Not
 * thread-safe: it goes with the event loop of its PEP.
 */
final class TlsMemories {

    /** PDPs that are remembered; beyond, the one that was not gone to for longest is learnt anew. */
    private static final int MOST = 64;

    private final Map<PdpAddress, TlsMemory> all = new LinkedHashMap<>(MOST, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PdpAddress, TlsMemory> eldest) {
            return size() > MOST;
        }
    };

    TlsMemory of(PdpAddress pdp) {
        return all.computeIfAbsent(pdp, unknown -> new TlsMemory());
    }
}
