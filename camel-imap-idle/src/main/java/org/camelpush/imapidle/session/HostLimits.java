package org.camelpush.imapidle.session;

/**
 * What the mailboxes of one endpoint may take of a host.
 *
 * @param maxConnections connections there may be for one of these mailboxes to connect, those of other endpoints
 *     counted; -1 for no limit
 * @param loginRate logins a second, those of other endpoints counted; -1 for no limit
 * @param pace how long to wait between attempts while the host is down
 */
public record HostLimits(int maxConnections, double loginRate, ReconnectPolicy pace) {

    private static final double SECOND = 1e9;

    boolean allowsOneMoreThan(int connections) {
        return maxConnections < 0 || connections < maxConnections;
    }

    /** Nanoseconds between two logins, zero where there is no limit. */
    long interval() {
        return loginRate < 0 ? 0 : (long) (SECOND / loginRate);
    }
}
