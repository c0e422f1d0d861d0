package org.camelpush.cops.message;

/**
 * How long a connection may be silent (RFC 2748 §2.2.10).
 *
 * @param seconds 1 to 65535, or 0 for no limit
 */
public record KeepAliveTimer(int seconds) {

    public KeepAliveTimer {
        Bounds.uint16("KATimer", seconds);
    }
}
