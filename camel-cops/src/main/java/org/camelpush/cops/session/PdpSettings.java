package org.camelpush.cops.session;

import java.time.Duration;

import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.PdpRedirectAddress;

/**
 * What a PDP does with a connection.
 *
 * @param keepAlive seconds it hands out as KATimer, 0 to 65535; 0 for no limit
 * @param accountingTimer what it hands out as AcctTimer; null for nothing
 * @param openTimeout how long a connection may have no client type open
 * @param reportTimeout how long a PEP may take to report, and to synchronize
 * @param syncPolicy when it asks for all request states
 * @param redirect where it sends PEPs that it does not serve; null for nowhere
 * @param maxHandles request states of a connection, and undecided requests of it, at most
 */
public record PdpSettings(
        int keepAlive,
        AccountingTimer accountingTimer,
        Duration openTimeout,
        Duration reportTimeout,
        SyncPolicy syncPolicy,
        PdpRedirectAddress redirect,
        int maxHandles) {}
