package org.camelpush.mobility.bearer;

import java.util.List;

/**
 * What the system says of a device.
 *
 * @param name such as {@code wlan0}
 * @param index the kernel's number
 * @param hardware ARPHRD type, or -1
 * @param deviceType {@code DEVTYPE} of its uevent, or an empty string
 * @param wireless whether it has a radio for Wi-Fi
 * @param physical whether there is hardware behind it
 * @param carrier whether it carries data
 * @param losses how often its carrier went since the system started, or 0
 * @param addresses that others can reach it by, IPv4 first
 */
public record InterfaceFacts(
        String name,
        int index,
        int hardware,
        String deviceType,
        boolean wireless,
        boolean physical,
        boolean carrier,
        long losses,
        List<String> addresses) {}
