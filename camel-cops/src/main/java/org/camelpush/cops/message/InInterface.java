package org.camelpush.cops.message;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;

/**
 * Where a message came in, and the address it came from (RFC 2748 §2.2.3).
 *
 * @param address IPv4 or IPv6
 * @param ifIndex number of the interface in the SNMP MIB-II, 0 to 4294967295
 */
public record InInterface(InetAddress address, long ifIndex) {

    public InInterface {
        Objects.requireNonNull(address, "address");
        Bounds.uint32("ifindex", ifIndex);
    }

    /** That of this machine, by the index that its MIB-II has too (RFC 2748 §2.2.3). */
    public static InInterface of(NetworkInterface device, InetAddress address) {
        return new InInterface(address, device.getIndex());
    }
}
