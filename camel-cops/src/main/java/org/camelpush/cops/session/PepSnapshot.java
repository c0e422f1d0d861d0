package org.camelpush.cops.session;

import java.util.Set;

/**
 * How a PEP is.
 *
 * @param server the PDP it is connected to, or tried last
 * @param connected true while there is a connection
 * @param openClientTypes those the PDP has accepted
 * @param handles request states that the PDP holds
 * @param pending what was asked and is not answered
 * @param attempts how often in a row no PDP could be had
 * @param lastFailure why the last connection ended; null where none did
 */
public record PepSnapshot(
        PdpAddress server,
        boolean connected,
        Set<Integer> openClientTypes,
        int handles,
        int pending,
        int attempts,
        String lastFailure) {

    public PepSnapshot {
        openClientTypes = Set.copyOf(openClientTypes);
    }
}
