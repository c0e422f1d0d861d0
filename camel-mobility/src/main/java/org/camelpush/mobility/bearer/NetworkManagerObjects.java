package org.camelpush.mobility.bearer;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the objects of NetworkManager, as its object manager lists them: by path, by interface, by name of the property. What is
 * missing or of another kind than it should be is unknown.
 */
final class NetworkManagerObjects {

    private static final String ROOT = "org.freedesktop.NetworkManager.";
    private static final String DEVICE = ROOT + "Device";
    private static final String WIRELESS = ROOT + "Device.Wireless";
    private static final String ACCESS_POINT = ROOT + "AccessPoint";

    // NMDeviceState
    private static final int ACTIVATED = 100;
    private static final int DEACTIVATING = 110;

    /** Further devices are not read. */
    private static final int MAX_DEVICES = 1024;

    private final Map<String, Map<String, Map<String, Object>>> objects;

    /** @param objects numbers as numbers, paths and words as strings */
    NetworkManagerObjects(Map<String, Map<String, Map<String, Object>>> objects) {
        this.objects = objects;
    }

    /** What it says of each device, by the name of the kernel's. */
    Map<String, DeviceWord> words() {
        Map<String, DeviceWord> words = new HashMap<>();
        for (Map<String, Map<String, Object>> each : objects.values()) {
            Map<String, Object> device = each.get(DEVICE);
            if (device != null && words.size() < MAX_DEVICES) {
                String name = name(device);
                if (!name.isEmpty()) {
                    words.put(name, word(device, each.getOrDefault(WIRELESS, Map.of())));
                }
            }
        }
        return words;
    }

    /** A modem is controlled by one device and carries data by another. */
    private static String name(Map<String, Object> device) {
        String carries = text(device, "IpInterface");
        return carries.isEmpty() ? text(device, "Interface") : carries;
    }

    private DeviceWord word(Map<String, Object> device, Map<String, Object> wireless) {
        int state = number(device, "State");
        return new DeviceWord(
                type(number(device, "DeviceType")),
                metered(number(device, "Metered")),
                state == ACTIVATED ? reachability(device) : Reachability.UNKNOWN,
                signal(wireless),
                state == DEACTIVATING);
    }

    /** NMDeviceType; null for what it has in common with others. */
    private static BearerType type(int type) {
        return switch (type) {
            case 1 -> BearerType.ETHERNET;
            case 2 -> BearerType.WIFI;
            case 5 -> BearerType.BLUETOOTH;
            case 8 -> BearerType.CELLULAR;
            case 16, 29 -> BearerType.VPN;
            default -> null;
        };
    }

    /** NMMetered. */
    private static Metered metered(int metered) {
        return switch (metered) {
            case 1 -> Metered.YES;
            case 2 -> Metered.NO;
            case 3 -> Metered.GUESS_YES;
            case 4 -> Metered.GUESS_NO;
            default -> Metered.UNKNOWN;
        };
    }

    /**
     * NMConnectivityState, the better of IPv4 and IPv6. Where it says that there is no way to the internet, the account's own server may
     * be nearer than that: the session finds out.
     */
    private static Reachability reachability(Map<String, Object> device) {
        int four = number(device, "Ip4Connectivity");
        int six = number(device, "Ip6Connectivity");
        if (four == 4 || six == 4) {
            return Reachability.INTERNET;
        }
        return four == 2 || six == 2 ? Reachability.PORTAL : Reachability.UNKNOWN;
    }

    private int signal(Map<String, Object> wireless) {
        Map<String, Map<String, Object>> point = objects.getOrDefault(text(wireless, "ActiveAccessPoint"), Map.of());
        int strength = number(point.getOrDefault(ACCESS_POINT, Map.of()), "Strength");
        return strength > 100 ? -1 : strength;
    }

    private static int number(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof Number number ? number.intValue() : -1;
    }

    private static String text(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof String text ? text : "";
    }
}
