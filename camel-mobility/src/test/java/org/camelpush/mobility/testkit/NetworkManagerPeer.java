package org.camelpush.mobility.testkit;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Stands for NetworkManager on a bus: has its name, and its objects as the real one lists them. */
public final class NetworkManagerPeer implements AutoCloseable {

    private static final String NAME = "org.freedesktop.NetworkManager";
    private static final String PATH = "/org/freedesktop/NetworkManager";

    private final DBusConnection connection;
    private final Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects = new HashMap<>();

    public NetworkManagerPeer(String address) {
        try {
            connection =
                    DBusConnectionBuilder.forAddress(address).withShared(false).build();
            connection.exportObject("/org/freedesktop", new Objects());
            connection.requestBusName(NAME);
        } catch (DBusException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Has a wireless device of this name, which is active, and tells that it has changed. */
    public void wireless(String device, int metered, int connectivity, int strength, int state) {
        String path = PATH + "/Devices/" + device;
        String point = PATH + "/AccessPoint/1";
        synchronized (objects) {
            objects.put(new DBusPath(point), Map.of(NAME + ".AccessPoint", Map.of("Strength", new Variant<>((byte)
                    strength))));
            objects.put(
                    new DBusPath(path),
                    Map.of(
                            NAME + ".Device",
                            Map.of(
                                    "Interface", new Variant<>(device),
                                    "IpInterface", new Variant<>(device),
                                    "DeviceType", new Variant<>(new UInt32(2)),
                                    "State", new Variant<>(new UInt32(state)),
                                    "Metered", new Variant<>(new UInt32(metered)),
                                    "Ip4Connectivity", new Variant<>(new UInt32(connectivity)),
                                    "Ip6Connectivity", new Variant<>(new UInt32(0))),
                            NAME + ".Device.Wireless",
                            Map.of("ActiveAccessPoint", new Variant<>(new DBusPath(point)))));
        }
        try {
            connection.sendMessage(new Properties.PropertiesChanged(
                    path, NAME + ".Device", Map.of("State", new Variant<>(new UInt32(state))), List.of()));
        } catch (DBusException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Leaves the bus. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private final class Objects implements ObjectManager {
        @Override
        public Map<DBusPath, Map<String, Map<String, Variant<?>>>> GetManagedObjects() {
            synchronized (objects) {
                return new HashMap<>(objects);
            }
        }

        @Override
        public String getObjectPath() {
            return "/org/freedesktop";
        }
    }
}
