package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** A connection to the D-Bus that NetworkManager is on. To be loaded only where dbus-java is on the class path. */
final class NetworkManagerBus implements AutoCloseable {

    private static final String NETWORK_MANAGER = "org.freedesktop.NetworkManager";
    private static final String OBJECTS = "/org/freedesktop";

    private final DBusConnection connection;
    private final ObjectManager objects;

    /**
     * Connects, and blocks for a moment.
     *
     * @param address of the bus, or null for the system's
     * @param changed called when NetworkManager says that something has changed; not to block
     * @param lost called when the bus or NetworkManager goes, or another one comes; not to block
     */
    NetworkManagerBus(String address, Runnable changed, Runnable lost) throws DBusException, IOException {
        connection = (address == null
                        ? DBusConnectionBuilder.forSystemBus()
                        : DBusConnectionBuilder.forAddress(address))
                .withShared(false)
                .withDisconnectCallback(new IDisconnectCallback() {
                    @Override
                    public void disconnectOnError(IOException cause) {
                        lost.run();
                    }
                })
                .build();
        try {
            // Asked first, for a call to who is not there might start it.
            String owner = connection.getDBusOwnerName(NETWORK_MANAGER);
            connection.addSigHandler(DBus.NameOwnerChanged.class, signal -> {
                if (NETWORK_MANAGER.equals(signal.name)) {
                    lost.run();
                }
            });
            connection.addSigHandler(Properties.PropertiesChanged.class, owner, signal -> changed.run());
            connection.addSigHandler(ObjectManager.InterfacesAdded.class, owner, signal -> changed.run());
            connection.addSigHandler(ObjectManager.InterfacesRemoved.class, owner, signal -> changed.run());
            objects = connection.getRemoteObject(owner, OBJECTS, ObjectManager.class);
        } catch (DBusException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** All that it has; blocks until it has answered. */
    NetworkManagerObjects read() {
        Map<String, Map<String, Map<String, Object>>> all = new HashMap<>();
        objects.GetManagedObjects().forEach((path, interfaces) -> {
            Map<String, Map<String, Object>> plain = new HashMap<>();
            interfaces.forEach((name, properties) -> plain.put(name, plain(properties)));
            all.put(path.getPath(), plain);
        });
        return new NetworkManagerObjects(all);
    }

    private static Map<String, Object> plain(Map<String, Variant<?>> properties) {
        Map<String, Object> plain = new HashMap<>();
        properties.forEach((name, variant) -> {
            Object value = variant.getValue();
            plain.put(name, value instanceof DBusPath path ? path.getPath() : value);
        });
        return plain;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
