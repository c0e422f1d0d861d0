package org.camelpush.cops.message;

import java.net.InetAddress;
import java.util.Objects;

/**
 * The PDP whose decisions the PEP still holds (RFC 2748 §2.2.14).
 *
 * @param address IPv4 or IPv6
 * @param port of TCP, 0 to 65535
 */
public record LastPdpAddress(InetAddress address, int port) {

    public LastPdpAddress {
        Objects.requireNonNull(address, "address");
        Bounds.uint16("TCP port", port);
    }
}
