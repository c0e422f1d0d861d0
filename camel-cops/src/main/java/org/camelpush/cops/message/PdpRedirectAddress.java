package org.camelpush.cops.message;

import java.net.InetAddress;
import java.util.Objects;

/**
 * The PDP to go to instead (RFC 2748 §2.2.13).
 *
 * @param address IPv4 or IPv6
 * @param port of TCP, 0 to 65535
 */
public record PdpRedirectAddress(InetAddress address, int port) {

    public PdpRedirectAddress {
        Objects.requireNonNull(address, "address");
        Bounds.uint16("TCP port", port);
    }
}
