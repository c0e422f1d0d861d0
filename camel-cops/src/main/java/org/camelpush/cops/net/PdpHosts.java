package org.camelpush.cops.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who decides for which client type: each for its own, and one perhaps for all others. Thread-safe. */
final class PdpHosts {

    private volatile Map<Integer, PdpHost> byType = Map.of();
    private volatile PdpHost others;

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
        Map<Integer, PdpHost> more = new HashMap<>(byType);
        clientTypes.forEach(clientType -> more.put(clientType, host));
        byType = more;
        others = clientTypes.isEmpty() ? host : others;
    }

    synchronized void leave(PdpHost host) {
        Map<Integer, PdpHost> fewer = new HashMap<>(byType);
        fewer.values().removeIf(host::equals);
        byType = fewer;
        others = host.equals(others) ? null : others;
    }

    /** Null where nobody decides. Without a lock, for each request asks for it. */
    PdpHost of(int clientType) {
        return byType.getOrDefault(clientType, others);
    }

    synchronized boolean areNone() {
        return byType.isEmpty() && others == null;
    }
}
