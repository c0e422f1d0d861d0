package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what Linux tells of network devices in {@code /sys/class/net}. */
final class Sysfs {

    /** Further devices are not looked at. */
    private static final int MAX_DEVICES = 1024;

    /** The kernel allows more; other names are left alone. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,15}");

    private static final int MAX_FILE = 4096;

    private final Path root;
    private final Function<String, List<String>> addresses;
    private final Consumer<String> oddNames;

    /**
     * @param root {@code /sys/class/net}, or what stands for it
     * @param addresses of a device
     * @param oddNames hears of devices that are left alone for their names
     */
    Sysfs(Path root, Function<String, List<String>> addresses, Consumer<String> oddNames) {
        this.root = root;
        this.addresses = addresses;
        this.oddNames = oddNames;
    }

    boolean isThere() {
        return Files.isDirectory(root);
    }

    List<InterfaceFacts> devices() throws IOException {
        List<InterfaceFacts> devices = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry) && devices.size() < MAX_DEVICES) {
                    if (NAME.matcher(name).matches()) {
                        devices.add(facts(name, entry));
                    } else {
                        oddNames.accept(name);
                    }
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return devices;
    }

    private InterfaceFacts facts(String name, Path device) {
        String downs = read(device.resolve("carrier_down_count"));
        long losses = downs.isEmpty() ? number(read(device.resolve("carrier_changes")), 0) / 2 : number(downs, 0);
        return new InterfaceFacts(
                name,
                (int) number(read(device.resolve("ifindex")), 0),
                (int) number(read(device.resolve("type")), -1),
                deviceType(read(device.resolve("uevent"))),
                Files.exists(device.resolve("wireless")) || Files.exists(device.resolve("phy80211")),
                Files.exists(device.resolve("device")),
                isUp(read(device.resolve("operstate")), read(device.resolve("carrier"))),
                losses,
                addresses.apply(name));
    }

    /** Octets of a device, in and out; empty where it does not count them. */
    OptionalLong carried(String name) {
        Path statistics = root.resolve(name).resolve("statistics");
        long in = number(read(statistics.resolve("rx_bytes")), -1);
        long out = number(read(statistics.resolve("tx_bytes")), -1);
        return in < 0 || out < 0 ? OptionalLong.empty() : OptionalLong.of(in + out);
    }

    /** Tunnels and modems often do not say; their carrier does. */
    private static boolean isUp(String operstate, String carrier) {
        return operstate.equals("up") || operstate.equals("unknown") && carrier.equals("1");
    }

    private static String deviceType(String uevent) {
        return uevent.lines()
                .filter(line -> line.startsWith("DEVTYPE="))
                .map(line -> line.substring("DEVTYPE=".length()))
                .findFirst()
                .orElse("");
    }

    private static long number(String text, long otherwise) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException missing) {
            return otherwise;
        }
    }

    /** Empty where it cannot be read: {@code carrier} fails while the device is switched off, and any of them may vanish. */
    private static String read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MAX_FILE), StandardCharsets.ISO_8859_1).trim();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
