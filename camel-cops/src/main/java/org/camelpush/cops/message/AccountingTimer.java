package org.camelpush.cops.message;

/**
 * The least time between two unsolicited accounting reports on one handle (RFC 2748 §2.2.15).
 *
 * @param seconds 1 to 65535, or 0 for no such reports
 */
public record AccountingTimer(int seconds) {

    public AccountingTimer {
        Bounds.uint16("AcctTimer", seconds);
    }
}
