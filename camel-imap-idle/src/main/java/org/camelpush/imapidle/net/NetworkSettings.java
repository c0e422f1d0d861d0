package org.camelpush.imapidle.net;

import java.time.Duration;

/**
 * How all connections of one endpoint go to the network. One for all its mailboxes: a mailbox should cost little.
 *
 * @param proxy what they are made through, or null
 * @param tls gives the TLS engines
 * @param userTimeout how long what was sent may stay unacknowledged by the peer's TCP before the connection counts as
 *     dead (TCP_USER_TIMEOUT, RFC 5482); only where the {@link Transport} has it
 */
public record NetworkSettings(ProxySettings proxy, TlsEngines tls, Duration userTimeout) {}
