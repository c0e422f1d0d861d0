package org.camelpush.imapidle.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;

/**
 * Netty's epoll where its native library is on the class path, which can do what Java's own sockets cannot; NIO otherwise.
 * See docs/adr/0008-what-netty-has-beside-camel-netty-is-optional.md.
 */
public final class Transport {

    /** What must be there before a connection can be bound to a device. */
    public static final String NEEDS_NATIVE =
            "needs Linux and io.netty:netty-transport-native-epoll with the classifier"
                    + " linux-x86_64 or linux-aarch_64 on the class path";

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    /** With the NUL at the end. */
    private static final int IFNAMSIZ = 16;

    private static final RawUnixChannelOption DEVICE =
            new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ);

    private Transport() {}

    /** True with epoll. */
    public static boolean isNative() {
        return Epoll.isAvailable();
    }

    static Class<? extends SocketChannel> channelType() {
        return isNative() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    static void userTimeout(Bootstrap bootstrap, Duration timeout) {
        if (isNative()) {
            int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
            bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, millis);
        }
    }

    /**
     * Lets a channel that is not connected yet use this device only. Not by the bootstrap, which goes on with a warning
     * when an option cannot be set.
     *
     * @throws ChannelException when it cannot; then the channel must not be connected
     */
    static void bindToDevice(Channel channel, String device) {
        if (!isNative()) {
            throw new ChannelException("this " + NEEDS_NATIVE);
        }
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        if (name.length >= IFNAMSIZ) {
            throw new ChannelException("no device has a name of more than " + (IFNAMSIZ - 1) + " octets");
        }
        ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(name, IFNAMSIZ));
        if (!channel.config().setOption(DEVICE, padded)) {
            throw new ChannelException("this version of Netty's epoll transport has no such option");
        }
    }
}
