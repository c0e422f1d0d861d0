package org.camelpush.mobility.bearer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;

/** Addresses of this host's devices, as the JDK knows them. */
final class SystemAddresses {

    private SystemAddresses() {}

    /** Those by which others can be reached, IPv4 first, without scope. Empty where the device is not there. */
    static List<String> of(String device) {
        try {
            NetworkInterface found = NetworkInterface.getByName(device);
            if (found == null) {
                return List.of();
            }
            return found.inetAddresses()
                    .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                    .sorted(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address))
                            .thenComparing(InetAddress::getHostAddress))
                    .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                    .toList();
        } catch (SocketException unreadable) {
            return List.of();
        }
    }

    /** Where there is no sysfs: what the JDK knows of each device. */
    static List<InterfaceFacts> devices() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(device -> device.getName() != null)
                .map(device -> new InterfaceFacts(
                        device.getName(),
                        device.getIndex(),
                        1,
                        "",
                        false,
                        !device.isVirtual(),
                        isUp(device),
                        0,
                        of(device.getName())))
                .toList();
    }

    private static boolean isUp(NetworkInterface device) {
        try {
            return device.isUp() && !device.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }
}
