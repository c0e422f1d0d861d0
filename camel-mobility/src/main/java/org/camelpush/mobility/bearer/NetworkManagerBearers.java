package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the devices of this host as {@link SystemBearers} does, and asks NetworkManager over D-Bus what they are, whether they
 * are metered, how strong the signal is, whether there is a captive portal, and what it is about to switch off. Where
 * NetworkManager or the bus goes, what the kernel says remains, with one warning; it is sought again after 1 s and then ever
 * longer, up to a minute. Needs dbus-java. Thread-safe.
 */
public final class NetworkManagerBearers implements BearerMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkManagerBearers.class);

    private static final String NEEDED = "org.freedesktop.dbus.connections.impl.DBusConnectionBuilder";
    private static final String NEEDED_TOO = "org.freedesktop.dbus.transport.jre.NativeTransportProvider";
    private static final long FIRST_PAUSE = 1000;
    private static final long MAX_PAUSE = 60_000;

    /** What changes, changes in several steps. */
    private static final long SETTLE = 100;

    private SystemBearers devices = new SystemBearers();
    private String address;
    private Asking asking;

    @Override
    public synchronized void start(Listener listener, ScheduledExecutorService thread) {
        stop();
        require(NEEDED, "dbus-java-core");
        require(NEEDED_TOO, "dbus-java-transport-native-unixsocket");
        devices.start(listener, thread);
        asking = new Asking(address, devices);
        asking.soon(0);
    }

    private static void require(String type, String artifact) {
        try {
            Class.forName(type, false, NetworkManagerBearers.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("NetworkManager cannot be asked: add com.github.hypfvieh:" + artifact
                    + " to the class path, or use " + SystemBearers.class.getName() + " as monitor");
        }
    }

    @Override
    public synchronized void stop() {
        if (asking != null) {
            asking.stop();
            asking = null;
        }
        devices.stop();
    }

    @Override
    public BearerSnapshot snapshot() {
        return getDevices().snapshot();
    }

    @Override
    public OptionalLong carried(Bearer bearer) {
        return getDevices().carried(bearer);
    }

    /** Asks again and again, on a thread of its own: the bus may hang. */
    private static final class Asking {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "mobility-network-manager");
            made.setDaemon(true);
            return made;
        });
        private final AtomicBoolean due = new AtomicBoolean();
        private final String address;
        private final SystemBearers devices;
        private NetworkManagerBus bus;
        private long pause = FIRST_PAUSE;
        private boolean told;

        Asking(String address, SystemBearers devices) {
            this.address = address;
            this.devices = devices;
        }

        /** Of several times that it is wanted, once. */
        void soon(long millis) {
            if (due.compareAndSet(false, true)) {
                later(millis);
            }
        }

        private void later(long millis) {
            try {
                thread.schedule(this::ask, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("NetworkManager is not asked any more");
            }
        }

        private void ask() {
            due.set(false);
            try {
                if (bus == null) {
                    bus = new NetworkManagerBus(address, () -> soon(SETTLE), this::lost);
                }
                say(bus.read().words());
                pause = FIRST_PAUSE;
                if (told) {
                    told = false;
                    LOG.info("NetworkManager answers again");
                }
            } catch (Exception failure) {
                say(Map.of());
                close();
                warn(failure.toString());
                long wait = pause;
                pause = Math.min(MAX_PAUSE, pause * 2);
                later(wait);
            }
        }

        /** Once, until it answers again. */
        private void warn(String why) {
            if (!told && !thread.isShutdown()) {
                told = true;
                LOG.warn(
                        "NetworkManager cannot be asked; what the kernel says counts until it can: {}. See whether it runs,"
                                + " or use SystemBearers as monitor",
                        why);
            }
        }

        private void say(Map<String, DeviceWord> words) {
            devices.hear(words);
        }

        private void lost() {
            try {
                thread.execute(() -> {
                    warn("it has gone, or its bus");
                    say(Map.of()); // first, for a connection to a bus that is gone takes its time to close
                    close();
                    soon(0);
                });
            } catch (RejectedExecutionException stopped) {
                LOG.debug("NetworkManager is not asked any more");
            }
        }

        private void close() {
            NetworkManagerBus closing = bus;
            bus = null;
            if (closing != null) {
                try {
                    closing.close();
                } catch (IOException | RuntimeException goneAnyway) {
                    LOG.debug("The connection to D-Bus could not be closed: {}", goneAnyway.toString());
                }
            }
        }

        void stop() {
            try {
                thread.execute(this::close);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("NetworkManager is not asked any more");
            }
            thread.shutdown();
        }
    }

    public synchronized SystemBearers getDevices() {
        return devices;
    }

    /** Watches what the kernel says of the devices, and has the rules for them, which count more than what NetworkManager says. */
    public synchronized void setDevices(SystemBearers devices) {
        this.devices = devices;
    }

    public synchronized String getAddress() {
        return address;
    }

    /** Of the bus, such as {@code unix:path=/run/dbus/system_bus_socket}; without it that of the system. */
    public synchronized void setAddress(String address) {
        this.address = address;
    }
}
