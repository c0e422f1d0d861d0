package org.camelpush.imapidle.net;

import java.net.InetSocketAddress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import org.camelpush.imapidle.session.Failure;

/**
 * Stands behind Netty's proxy handler until the proxy has connected to the server, and keeps it from the connection that
 * the channel is active before. The only class that needs netty-handler-proxy, which is optional.
 */
final class ProxyTunnel extends ChannelInboundHandlerAdapter {

    private final ProxySettings proxy;
    private final ImapConnection connection;
    private final String destination;

    private ProxyTunnel(ProxySettings proxy, ImapConnection connection, String destination) {
        this.proxy = proxy;
        this.connection = connection;
        this.destination = destination;
    }

    /**
     * What makes a channel one through the proxy.
     *
     * @param address of the proxy
     */
    static ChannelHandler through(
            ProxySettings proxy, InetSocketAddress address, ImapConnection connection, String destination) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ProxyHandler handler = handler(proxy, address);
                handler.setConnectTimeoutMillis(0); // the session's own deadline covers it
                ProxyTunnel tunnel = new ProxyTunnel(proxy, connection, destination);
                channel.pipeline().addLast(handler, tunnel, connection);
            }
        };
    }

    private static ProxyHandler handler(ProxySettings proxy, InetSocketAddress address) {
        boolean login = proxy.username() != null;
        return switch (proxy.kind()) {
            case SOCKS5 ->
                login
                        ? new Socks5ProxyHandler(address, proxy.username(), proxy.password())
                        : new Socks5ProxyHandler(address);
            case HTTP ->
                login
                        ? new HttpProxyHandler(address, proxy.username(), proxy.password())
                        : new HttpProxyHandler(address);
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // only to the proxy
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ProxyConnectionEvent) {
            context.fireChannelActive();
            context.pipeline()
                    .get(ProxyHandler.class)
                    .connectFuture()
                    .addListener(connected -> leave(context, connected.isSuccess()));
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Nobody needs it any more, nor the handler: a mailbox should cost little. */
    private static void leave(ChannelHandlerContext context, boolean connected) {
        if (connected && !context.isRemoved()) {
            context.pipeline().remove(ProxyHandler.class);
            context.pipeline().remove(context.handler());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String words = Failures.words(cause);
        connection.fail(kindOf(words), "The proxy " + proxy + " made no connection to " + destination + ": " + words);
    }

    /** A refused login is not tried again soon, lest the account is locked; Netty says which it is in words only. */
    static Failure.Kind kindOf(String words) {
        boolean login = words.contains("status: 407") || words.contains("authStatus: ");
        return login ? Failure.Kind.AUTHENTICATION : Failure.Kind.NETWORK;
    }
}
