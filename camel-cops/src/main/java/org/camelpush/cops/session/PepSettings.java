package org.camelpush.cops.session;

import java.time.Duration;

import org.camelpush.cops.message.PepId;

/**
 * What a PEP does.
 *
 * @param pepId its name
 * @param connectTimeout how long making the connection may take
 * @param openTimeout how long the PDP may take to answer OPN
 * @param requestTimeout how long a request may wait, for the connection and for its decision
 * @param maxHandles request states, and requests that wait, at most
 * @param reconnect how long to wait before the next connection
 */
public record PepSettings(
        PepId pepId,
        Duration connectTimeout,
        Duration openTimeout,
        Duration requestTimeout,
        int maxHandles,
        ReconnectPolicy reconnect) {}
