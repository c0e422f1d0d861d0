package org.camelpush.cops.message;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;

/**
 * Where a message is about to go out, and the address it goes to (RFC 2748 §2.2.4).
 *
 * @param address IPv4 or IPv6
 * @param ifIndex number of the interface in the SNMP MIB-II, 0 to 4294967295
 */
public record OutInterface(InetAddress address, long ifIndex) {

    public OutInterface {
        Objects.requireNonNull(address, "address");
        Bounds.uint32("ifindex", ifIndex);
    }

    /** That of this machine, by the index that its MIB-II has too (RFC 2748 §2.2.3). */
    public static OutInterface of(NetworkInterface device, InetAddress address) {
        return new OutInterface(address, device.getIndex());
    }
}
