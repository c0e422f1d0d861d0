package org.camelpush.imapidle.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.util.NetUtil;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Failure;

/**
 * Makes the channel of one connection, on its event loop. Addresses are tried in order, but another one first each time,
 * so that one that never answers does not hide the others. A channel that cannot be bound to what it is to be bound to is
 * never connected.
 */
final class ConnectAttempt {

    private final ConnectionSettings settings;
    private final Bootstrap bootstrap;
    private final ImapConnection connection;
    private final Binding binding;
    private final SocketAddress local;
    private final InetAddress[] addresses;

    /**
     * @param local where to connect from, or null for anywhere
     * @param addresses of the server, or of the proxy
     */
    ConnectAttempt(
            ConnectionSettings settings,
            Bootstrap bootstrap,
            ImapConnection connection,
            Binding binding,
            SocketAddress local,
            InetAddress[] addresses) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.connection = connection;
        this.binding = binding;
        this.local = local;
        this.addresses = addresses;
    }

    void tryNext(int index) {
        if (connection.isClosed()) {
            return;
        }
        InetAddress address = addresses[(connection.generation() + index) % addresses.length];
        Bootstrap own = bootstrap.clone().handler(handler(address));
        Transport.userTimeout(own, settings.network().userTimeout());
        ChannelFuture registered = own.register();
        connection.opening(registered.channel());
        registered.addListener(done -> {
            if (done.isSuccess()) {
                bindAndConnect(registered.channel(), address, index);
            } else {
                failed(done.cause(), index);
            }
        });
    }

    private ChannelHandler handler(InetAddress address) {
        ProxySettings proxy = settings.network().proxy();
        return proxy == null
                ? connection
                : ProxyTunnel.through(
                        proxy, new InetSocketAddress(address, proxy.port()), connection, settings.where());
    }

    private void bindAndConnect(Channel channel, InetAddress address, int index) {
        try {
            if (binding.networkInterface() != null) {
                Transport.bindToDevice(channel, binding.networkInterface());
            }
        } catch (ChannelException refused) {
            channel.close();
            connection.fail(Failure.Kind.NETWORK, words(refused));
            return;
        }
        channel.connect(destination(address), local)
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed(done.cause(), index);
                    }
                });
    }

    private InetSocketAddress destination(InetAddress address) {
        if (settings.network().proxy() == null) {
            return new InetSocketAddress(address, settings.port());
        }
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(settings.host());
        return literal == null
                ? InetSocketAddress.createUnresolved(settings.host(), settings.port())
                : new InetSocketAddress(literal, settings.port());
    }

    private void failed(Throwable cause, int index) {
        if (index + 1 < addresses.length) {
            tryNext(index + 1);
        } else {
            connection.fail(Failure.Kind.NETWORK, words(cause));
        }
    }

    private String words(Throwable cause) {
        ProxySettings proxy = settings.network().proxy();
        return "No connection to " + settings.where()
                + (proxy == null ? "" : " through the proxy " + proxy)
                + (binding.equals(Binding.NONE) ? "" : " from " + binding)
                + ": " + Failures.words(cause);
    }
}
