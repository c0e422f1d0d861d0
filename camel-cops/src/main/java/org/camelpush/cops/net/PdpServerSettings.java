package org.camelpush.cops.net;

import java.time.Duration;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.session.PdpSettings;

/**
 * Where a PDP listens, and to how many; or where the PEP listens that it goes to.
 *
 * @param host address to listen on, or to go to
 * @param port to listen on, 0 for any that is free; or to go to
 * @param dialling how it goes to the PEP; null where it listens
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
        PdpDialling dialling,
        CopsLimits limits,
        Duration messageReadTimeout,
        int maxSessions,
        int maxSessionsPerHost,
        Duration stateTimeout,
        Security security,
        PdpSettings session) {}
