package org.camelpush.imapidle.session;

import java.time.Duration;

/**
 * What the user decided about one mailbox, checked by the configuration.
 *
 * @param folder mailbox name in Unicode
 * @param dialect how to talk to the server
 * @param startTls true when STARTTLS must succeed before anything secret is sent
 * @param startFrom what the first connect delivers
 * @param events what the route hears of
 * @param selection which mails, and how much of them
 * @param replayAfterReset true when startFrom decides again after the server numbered the folder anew
 * @param after what happens to a mail afterwards
 * @param maxInFlight mails in the route at once, at least 1
 * @param connectTimeout from the first packet to the greeting, TLS included
 * @param idleRenewal DONE and IDLE again after so long; NOOP while suspended
 * @param livenessTimeout silence that means dead where an answer is due
 * @param pollInterval between looks where the server cannot push
 * @param reconcileInterval between looks where it can
 * @param reconnect what happens when the connection is lost
 * @param redelivery what happens when the route fails
 * @param binding what connections are bound to until the mailbox moves
 */
public record SessionSettings(
        String folder,
        Dialect dialect,
        boolean startTls,
        StartFrom startFrom,
        EventChoice events,
        Selection selection,
        boolean replayAfterReset,
        AfterDelivery after,
        int maxInFlight,
        Duration connectTimeout,
        Duration idleRenewal,
        Duration livenessTimeout,
        Duration pollInterval,
        Duration reconcileInterval,
        ReconnectPolicy reconnect,
        RedeliveryPolicy redelivery,
        Binding binding) {}
