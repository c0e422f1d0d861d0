package org.camelpush.cops.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import org.camelpush.cops.security.PdpSecurity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PDP that listens (RFC 2748 §2.3). Nothing that one PEP does ends it or another PEP's connection. */
public final class PdpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PdpServer.class);
    private static final int BACKLOG = 1024;
    private static final int CLOSE_MILLIS = 3_000;
    private static final int NEXT_ROUND_MILLIS = 10;

    private final PdpServerSettings settings;
    private final PdpHost host;
    private final Admission admission;
    private final Map<Channel, PdpConnection> connections = new ConcurrentHashMap<>();
    private final RandomGenerator random = new SecureRandom();
    private final Channel listener;

    private PdpServer(PdpServerSettings settings, EventLoops loops, PdpHost host) throws IOException {
        this.settings = settings;
        this.host = host;
        admission = new Admission(settings.maxSessions(), settings.maxSessionsPerHost());
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(new InetSocketAddress(settings.host(), settings.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Cannot listen on " + settings.host() + ":" + settings.port() + ": "
                            + bound.cause().getMessage() + "; is the port in use?",
                    bound.cause());
        }
        listener = bound.channel();
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the address cannot be had
     */
    public static PdpServer start(PdpServerSettings settings, EventLoops loops, PdpHost host) throws IOException {
        return new PdpServer(settings, loops, host);
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections that there are now. */
    public int sessions() {
        return admission.count();
    }

    private void accept(SocketChannel channel) {
        InetAddress peer = channel.remoteAddress().getAddress();
        String refusal = admission.enter(peer);
        if (refusal != null) {
            LOG.warn("PEP at {} is turned away: {}", channel.remoteAddress(), refusal);
            channel.close();
            return;
        }
        PdpConnection connection = new PdpConnection(channel, settings.session(), host);
        connections.put(channel, connection);
        channel.closeFuture().addListener(closed -> {
            connections.remove(channel);
            admission.leave(peer);
        });
        SecurityGate gate = gate(channel);
        channel.pipeline()
                .addLast(new CopsDecoder(settings.limits(), settings.messageReadTimeout()))
                .addLast(gate.encoder())
                .addLast(gate)
                .addLast(new UnreadGuard(settings.messageReadTimeout()))
                .addLast(new CopsHandler(connection));
        connection.connected();
    }

    private SecurityGate gate(SocketChannel channel) {
        Security security = settings.security();
        return new SecurityGate(
                new PdpSecurity(security.settings(), settings.session().keepAlive(), random),
                context -> new TlsDoor(() -> new SslHandler(security.tls().pdp())),
                () -> {},
                fault -> LOG.warn("PEP at {} is refused: {}", channel.remoteAddress(), fault.text()));
    }

    /** Stops listening, tells every PEP (RFC 2748 §4.7), and waits for that, a few seconds at most. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly(CLOSE_MILLIS);
        // the port is free only when the loop's selector has let go of it, which it does in its next round
        listener.eventLoop()
                .schedule(() -> {}, NEXT_ROUND_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
        connections.values().forEach(PdpConnection::stop);
        long end = System.nanoTime() + CLOSE_MILLIS * 1_000_000L;
        for (Channel channel : connections.keySet()) {
            long rest = Math.max(1, (end - System.nanoTime()) / 1_000_000L);
            if (!channel.closeFuture().awaitUninterruptibly(rest)) {
                channel.close();
            }
        }
    }
}
