package org.camelpush.imapidle.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Failure;

/**
 * Makes channels. Names are resolved on a worker, for the JDK's resolver blocks. Addresses are tried in order, but another
 * one first each time, so that one that never answers does not hide the others.
 */
final class Connector {

    private final ConnectionSettings settings;
    private final Bootstrap bootstrap;
    private final Executor io;

    Connector(ConnectionSettings settings, Bootstrap bootstrap, Executor io) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.io = io;
    }

    void connect(ImapConnection connection, Binding binding) {
        EventLoop loop = (EventLoop) bootstrap.config().group();
        try {
            io.execute(() -> resolve(connection, binding, loop));
        } catch (RejectedExecutionException shutDown) {
            loop.execute(
                    () -> connection.fail(Failure.Kind.NETWORK, "No worker is free to look up " + settings.host()));
        }
    }

    private void resolve(ImapConnection connection, Binding binding, EventLoop loop) {
        try {
            SocketAddress local = local(binding);
            InetAddress[] addresses = InetAddress.getAllByName(settings.host());
            loop.execute(() -> tryNext(connection, local, addresses, 0));
        } catch (UnknownHostException unknown) {
            loop.execute(() -> connection.fail(Failure.Kind.NETWORK, words(unknown)));
        }
    }

    /** Where to connect from, or null for anywhere; never anywhere when a place was asked for. */
    private static SocketAddress local(Binding binding) throws UnknownHostException {
        if (binding.networkInterface() != null) {
            throw new UnknownHostException("a connection cannot be bound to the device " + binding.networkInterface()
                    + " here; bind it to an address of that device");
        }
        return binding.localAddress() == null
                ? null
                : new InetSocketAddress(InetAddress.getByName(binding.localAddress()), 0);
    }

    private void tryNext(ImapConnection connection, SocketAddress local, InetAddress[] addresses, int index) {
        if (connection.isClosed()) {
            return;
        }
        InetAddress address = addresses[(connection.generation() + index) % addresses.length];
        ChannelFuture connecting =
                bootstrap.clone().handler(connection).connect(new InetSocketAddress(address, settings.port()), local);
        connecting.addListener(done -> {
            if (!done.isSuccess() && index + 1 < addresses.length) {
                tryNext(connection, local, addresses, index + 1);
            } else if (!done.isSuccess()) {
                connection.fail(Failure.Kind.NETWORK, words(done.cause()));
            }
        });
        connection.opening(connecting.channel());
    }

    private String words(Throwable cause) {
        return "No connection to " + settings.host() + ':' + settings.port() + ": " + Failures.words(cause);
    }
}
