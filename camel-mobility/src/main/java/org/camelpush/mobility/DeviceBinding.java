package org.camelpush.mobility;

/** Whether a connection can be bound to a device ({@code SO_BINDTODEVICE}): with Netty's epoll, which is optional. */
final class DeviceBinding {

    private static final String EPOLL = "io.netty.channel.epoll.Epoll";
    private static final String NEEDED =
            "add io.netty:netty-transport-native-epoll with the classifier linux-x86_64 or linux-aarch_64 to the class path";

    private DeviceBinding() {}

    /** Why not, and what to do; empty where it can. */
    static String problem() {
        return problem(EPOLL);
    }

    static String problem(String type) {
        try {
            Class<?> epoll = Class.forName(type, true, DeviceBinding.class.getClassLoader());
            if ((boolean) epoll.getMethod("isAvailable").invoke(null)) {
                return "";
            }
            Object cause = epoll.getMethod("unavailabilityCause").invoke(null);
            return "Netty's epoll does not work (" + cause + "); " + NEEDED;
        } catch (ClassNotFoundException missing) {
            return "Netty's epoll is not there; " + NEEDED;
        } catch (ReflectiveOperationException | LinkageError odd) {
            return "Netty's epoll does not work (" + odd + "); " + NEEDED;
        }
    }
}
