package org.camelpush.cops.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who decides for which client type: each for its own, and one perhaps for all others. Thread-safe. */
final class PdpHosts {

    private final Map<Integer, PdpHost> byType = new HashMap<>();
    private PdpHost others;

    /**
     * @param clientTypes empty for all that nobody else decides for
     * @throws IllegalArgumentException when somebody decides for one of them already
     */
    synchronized void enter(Set<Integer> clientTypes, PdpHost host) {
        for (int clientType : clientTypes) {
            if (byType.containsKey(clientType)) {
                throw new IllegalArgumentException("client type " + clientType + " (0x"
                        + Integer.toHexString(clientType) + ") has a consumer on this port already");
            }
        }
        if (clientTypes.isEmpty() && others != null) {
            throw new IllegalArgumentException(
                    "there is a consumer without clientTypes on this port already, which takes all that are left");
        }
        clientTypes.forEach(clientType -> byType.put(clientType, host));
        others = clientTypes.isEmpty() ? host : others;
    }

    synchronized void leave(PdpHost host) {
        byType.values().removeIf(host::equals);
        others = host.equals(others) ? null : others;
    }

    /** Null where nobody decides. */
    synchronized PdpHost of(int clientType) {
        return byType.getOrDefault(clientType, others);
    }

    synchronized boolean areNone() {
        return byType.isEmpty() && others == null;
    }
}
