package org.camelpush.imapidle.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Failure;

/** Begins connections. Names are resolved on a worker, for the JDK's resolver blocks; addresses need none. */
final class Connector {

    private final Bootstrap bootstrap;
    private final Executor io;

    Connector(Bootstrap bootstrap, Executor io) {
        this.bootstrap = bootstrap;
        this.io = io;
    }

    /** Called on the event loop. */
    void connect(ImapConnection connection, ConnectionSettings settings, Binding binding) {
        EventLoop loop = (EventLoop) bootstrap.config().group();
        String from = binding.localAddress();
        if (isAddress(nearest(settings)) && (from == null || isAddress(from))) {
            resolve(connection, settings, binding, Runnable::run);
            return;
        }
        try {
            io.execute(() -> resolve(connection, settings, binding, loop));
        } catch (RejectedExecutionException shutDown) {
            loop.execute(
                    () -> connection.fail(Failure.Kind.NETWORK, "No worker is free to look up " + nearest(settings)));
        }
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    /** The host a channel is connected to: through a proxy it is the proxy that looks up the server's name. */
    private static String nearest(ConnectionSettings settings) {
        ProxySettings proxy = settings.network().proxy();
        return proxy == null ? settings.host() : proxy.host();
    }

    private void resolve(ImapConnection connection, ConnectionSettings settings, Binding binding, Executor loop) {
        try {
            SocketAddress local = local(binding.localAddress());
            InetAddress[] addresses = InetAddress.getAllByName(nearest(settings));
            ConnectAttempt attempt = new ConnectAttempt(settings, bootstrap, connection, binding, local, addresses);
            loop.execute(() -> attempt.tryNext(0));
        } catch (UnknownHostException unknown) {
            String words = "No connection to " + settings.where() + ": " + Failures.words(unknown);
            loop.execute(() -> connection.fail(Failure.Kind.NETWORK, words));
        }
    }

    private static SocketAddress local(String address) throws UnknownHostException {
        return address == null ? null : new InetSocketAddress(InetAddress.getByName(address), 0);
    }
}
