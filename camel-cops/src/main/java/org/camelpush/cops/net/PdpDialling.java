package org.camelpush.cops.net;

import java.time.Duration;

import org.camelpush.cops.session.ReconnectPolicy;

/**
 * How a PDP goes to its PEP, where that listens.
 *
 * @param connectTimeout how long making a connection may take
 * @param reconnect how long to wait before the next
 */
public record PdpDialling(Duration connectTimeout, ReconnectPolicy reconnect) {}
