package org.camelpush.cops.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.cops.message.PepId;

/**
 * What a PEP does.
 *
 * @param servers its PDPs in order of preference, or services that tell of PDPs, at least one
 * @param pepId its name
 * @param connectTimeout how long making the connection may take
 * @param openTimeout how long the PDP may take to answer OPN
 * @param requestTimeout how long a request may wait, for the connection and for its decision
 * @param stateTimeout how long request states are kept without a connection
 * @param maxHandles request states, and requests that wait, at most
 * @param reconnect how long to wait before the next connection
 */
public record PepSettings(
        List<PdpAddress> servers,
        PepId pepId,
        Duration connectTimeout,
        Duration openTimeout,
        Duration requestTimeout,
        Duration stateTimeout,
        int maxHandles,
        ReconnectPolicy reconnect) {

    public PepSettings {
        servers = List.copyOf(servers);
    }
}
