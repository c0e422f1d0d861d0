package org.camelpush.cops.session;

import java.time.Duration;
import java.util.Set;

/**
 * What a PDP does with a connection.
 *
 * @param clientTypes those it decides for; empty for any
 * @param keepAlive seconds it hands out as KATimer, 0 to 65535; 0 for no limit
 * @param openTimeout how long a connection may have no client type open
 * @param maxHandles request states of a connection, and undecided requests of it, at most
 */
public record PdpSettings(Set<Integer> clientTypes, int keepAlive, Duration openTimeout, int maxHandles) {

    public PdpSettings {
        clientTypes = Set.copyOf(clientTypes);
    }

    boolean supports(int clientType) {
        return clientTypes.isEmpty() || clientTypes.contains(clientType);
    }
}
