package org.camelpush.cops.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.camelpush.cops.session.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Goes to a PEP that listens, as the policy servers of PacketCable do, and again whenever the connection is lost. On one event
 * loop but for what is marked.
 */
final class PdpDialler implements PdpDoor {

    private static final Logger LOG = LoggerFactory.getLogger(PdpDialler.class);
    private static final int CLOSE_MILLIS = 3_000;

    private final PdpServerSettings settings;
    private final EventLoop loop;
    private final Executor names;
    private final Traffic traffic;
    private final Consumer<SocketChannel> arrived;
    private final Outage outage;
    private ChannelFuture connecting;
    private Future<?> next;
    private boolean closed;
    private volatile boolean connected;

    /**
     * @param names runs what asks for the addresses of the PEP, and so may block
     * @param random gives the jitter of waits
     * @param arrived makes the pipeline of a connection
     */
    PdpDialler(
            PdpServerSettings settings,
            EventLoop loop,
            Executor names,
            Traffic traffic,
            RandomGenerator random,
            Consumer<SocketChannel> arrived) {
        this.settings = settings;
        this.loop = loop;
        this.names = names;
        this.traffic = traffic;
        this.arrived = arrived;
        outage = new Outage(settings.dialling().reconnect(), random);
    }

    /** From any thread. */
    PdpDialler start() {
        loop.execute(this::dial);
        return this;
    }

    private void dial() {
        try {
            names.execute(this::resolve);
        } catch (RejectedExecutionException stopped) {
            // then nobody waits for it any more
        }
    }

    /** On a thread that may block. */
    private void resolve() {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(settings.host());
            onLoop(() -> connect(addresses[outage.attempts() % addresses.length]));
        } catch (UnknownHostException unknown) {
            onLoop(() -> lost("the name " + settings.host() + " has no address"));
        }
    }

    private void connect(InetAddress address) {
        if (closed) {
            return;
        }
        traffic.count(TrafficCounter.TCP_CONNECT_ATTEMPTS, Traffic.OTHER);
        connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(settings.dialling().connectTimeout().toMillis(), Integer.MAX_VALUE))
                .handler(new Arrival())
                .connect(new InetSocketAddress(address, settings.port()));
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connected();
            } else {
                traffic.count(TrafficCounter.TCP_CONNECT_FAILURES, Traffic.OTHER);
                lost(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    /** Who it is can be told only when the connection stands; nothing is read from it before. */
    private final class Arrival extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            arrived.accept((SocketChannel) context.channel());
            context.fireChannelActive();
            context.pipeline().remove(this);
        }
    }

    private void connected() {
        connected = true;
        outage.opened(System.nanoTime());
        LOG.info("PDP is connected to the PEP at {}:{}", settings.host(), settings.port());
        connecting.channel().closeFuture().addListener(end -> {
            connected = false;
            lost("it was closed");
        });
    }

    private void lost(String why) {
        outage.closed(System.nanoTime());
        if (closed) {
            return;
        }
        Optional<Duration> delay = outage.failed();
        Level level = outage.attempts() == 1 || delay.isEmpty() ? Level.WARN : Level.DEBUG;
        LOG.atLevel(level)
                .log(
                        "PDP has no connection to the PEP at {}:{}: {}; {}",
                        settings.host(),
                        settings.port(),
                        why,
                        delay.map(wait -> "attempt " + outage.attempts() + " follows in " + wait.toMillis() + " ms")
                                .orElse("there will be no further attempt"));
        delay.ifPresent(wait -> next = loop.schedule(this::dial, wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            // then nobody waits for it any more
        }
    }

    @Override
    public int port() {
        return settings.port();
    }

    /** From any thread. */
    @Override
    public boolean isOpen() {
        return connected;
    }

    /** From any thread but this event loop. */
    @Override
    public void close() {
        try {
            loop.submit(() -> {
                        closed = true;
                        if (next != null) {
                            next.cancel(false);
                        }
                        if (connecting != null && !connecting.isSuccess()) {
                            connecting.channel().close();
                        }
                    })
                    .awaitUninterruptibly(CLOSE_MILLIS);
        } catch (RejectedExecutionException stopped) {
            // then it is closed already
        }
    }
}
