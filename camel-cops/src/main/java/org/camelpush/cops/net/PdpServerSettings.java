package org.camelpush.cops.net;

import java.time.Duration;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.session.PdpSettings;

/**
 * Where a PDP listens, and to how many.
 *
 * @param host address to listen on
 * @param port to listen on; 0 for any that is free
 * @param limits of each message
 * @param messageReadTimeout how long a message may take from its first octet to its last
 * @param maxSessions connections at most
 * @param maxSessionsPerHost connections of one address at most
 * @param stateTimeout how long the request states of a lost PEP are kept
 * @param security of each connection
 * @param session what is done with each of them
 */
public record PdpServerSettings(
        String host,
        int port,
        CopsLimits limits,
        Duration messageReadTimeout,
        int maxSessions,
        int maxSessionsPerHost,
        Duration stateTimeout,
        Security security,
        PdpSettings session) {}
