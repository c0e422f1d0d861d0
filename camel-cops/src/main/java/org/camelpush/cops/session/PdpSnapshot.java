package org.camelpush.cops.session;

import java.util.Set;

import org.camelpush.cops.message.PepId;

/**
 * How a connection is, at a PDP.
 *
 * @param pepId null until it is known
 * @param clientTypes those that are open
 * @param handles request states of all
 * @param undecided requests that are owed a decision
 * @param closed true when it is over
 */
public record PdpSnapshot(PepId pepId, Set<Integer> clientTypes, int handles, int undecided, boolean closed) {

    public PdpSnapshot {
        clientTypes = Set.copyOf(clientTypes);
    }
}
